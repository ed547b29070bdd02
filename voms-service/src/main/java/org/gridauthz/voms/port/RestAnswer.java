package org.gridauthz.voms.port;

import java.nio.charset.StandardCharsets;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.voms.attribute.Warning;

/**
 * An answer of the REST protocol (voms.md §3.2, §3.3). The status line begins with {@code HTTP/1.1} whatever the request
 * said, since the C clients compare its first twelve bytes; the body has a length and is not chunked.
 */
final class RestAnswer {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private RestAnswer() {}

    static byte[] of(Answer answer) {
        RestReply reply = reply(answer);
        return http(reply.status(), reply.document());
    }

    /** The same for an HTTP server that is not ours. */
    static RestReply reply(Answer answer) {
        return switch (answer) {
            case Answer.Issued issued -> new RestReply(200, issued(issued));
            case Answer.Listed listed -> throw new IllegalArgumentException("the REST protocol has no lists");
            case Answer.Refused refused -> new RestReply(refused.why().cause().status(), refusal(refused.why()));
        };
    }

    /** The document with an attribute certificate. */
    private static String issued(Answer.Issued issued) {
        StringBuilder body = new StringBuilder(DECLARATION)
                .append("<voms><ac>")
                .append(Payload.base64(issued.ac().der()))
                .append("</ac>");
        for (Warning warning : issued.warnings()) {
            body.append("<warning>").append(Markup.escaped(warning.text())).append("</warning>");
        }
        return body.append("</voms>").toString();
    }

    /** The document that says why there is none. */
    private static String refusal(Refusal why) {
        return DECLARATION + "<voms><error><code>" + why.cause().code() + "</code><message>"
                + Markup.escaped(why.message()) + "</message></error></voms>";
    }

    private static byte[] http(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " " + phrase(status) + "\r\nContent-Type: text/xml\r\nContent-Length: "
                + bytes.length + "\r\nConnection: close\r\n\r\n";
        byte[] first = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[first.length + bytes.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(bytes, 0, all, first.length, bytes.length);
        return all;
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            default -> "Internal Server Error";
        };
    }
}
