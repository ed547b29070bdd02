package org.gridauthz.web.xacml;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gridauthz.argus.PepReader;
import org.gridauthz.argus.PepReply;
import org.gridauthz.argus.PepRequest;
import org.gridauthz.argus.Reading;
import org.gridauthz.xacml.NotRead;
import org.gridauthz.xacml.NotRead.Code;
import org.gridauthz.xacml.QueryReader;
import org.gridauthz.xacml.Question;
import org.gridauthz.xacml.Reply;
import org.gridauthz.xacml.ReplyWriter;
import org.gridauthz.xacml.SoapFault;

/**
 * What was heard, and how it is answered: in the tongue it came in. Argus' decision point and its PEP daemon have one path;
 * XML begins with {@code <}, which base64 never does.
 *
 * @param heard the question, or why there is none
 */
record Exchange(Question.Understanding heard, Tongue tongue) {
    /** What is spoken. */
    enum Tongue {
        SOAP,
        /** gLite's words in Hessian. */
        PEP,
        /** The common profile's words in Hessian. */
        PEP_COMMON
    }

    /** Of a body in XML, whatever it looks like. */
    static Exchange soap(byte[] body, int length) {
        return new Exchange(
                switch (QueryReader.read(body, length)) {
                    case NotRead not -> not;
                    case QueryReader.Read read -> Question.of(read.query());
                },
                Tongue.SOAP);
    }

    /** Of a body in XML or Hessian. */
    static Exchange either(byte[] body, int length) {
        int at = 0;
        while (at < length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        boolean base64 = at < length && (Character.isLetterOrDigit(body[at]) || body[at] == '/' || body[at] == '+');
        if (!base64) {
            return soap(body, length);
        }
        return switch (PepReader.read(body, length)) {
            case Reading.Malformed not -> new Exchange(new NotRead(Code.NOT_A_QUERY, not.detail()), Tongue.PEP);
            case PepRequest request ->
                new Exchange(Question.of(request.query()), request.common() ? Tongue.PEP_COMMON : Tongue.PEP);
        };
    }

    boolean pep() {
        return tongue != Tongue.SOAP;
    }

    static void fault(boolean pep, String actor, int status, String message, HttpServletResponse response)
            throws IOException {
        if (pep) {
            write(status, "text/plain; charset=utf-8", message.getBytes(StandardCharsets.UTF_8), response);
        } else {
            write(status, "text/xml; charset=utf-8", SoapFault.write(actor, message), response);
        }
    }

    static void reply(Reply reply, HttpServletResponse response) throws IOException {
        write(200, "text/xml; charset=utf-8", ReplyWriter.write(reply), response);
    }

    static void reply(Reply reply, List<PepReply.Mapped> mapped, HttpServletResponse response) throws IOException {
        PepReply.Decision decision = PepReply.Decision.valueOf(reply.decision().name());
        byte[] body = new PepReply(decision, reply.message(), mapped).toBytes();
        write(200, "text/plain; charset=utf-8", body, response);
    }

    private static void write(int status, String type, byte[] body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
