package org.gridauthz.gums.gumsadmin;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.xacml.BoundedXml;
import org.gridauthz.xacml.BoundedXml.Refused;
import org.gridauthz.xacml.NotRead.Code;
import org.jspecify.annotations.Nullable;

/**
 * A call in SOAP 1.1, RPC style: the first element of the body is the operation, its children are the arguments. They count by
 * place: the names changed between versions, the order never did.
 *
 * @param operation its name, whatever its namespace
 * @param arguments null for one that is nil or empty
 */
record RpcCall(String operation, List<@Nullable String> arguments) {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int MAX_ARGUMENTS = 16;

    /**
     * Reads the first bytes of an array.
     *
     * @throws Refusal FIELD_INVALID with a code of {@link Code} if it is no call
     */
    static RpcCall read(byte[] body, int length) {
        try {
            return BoundedXml.walk(body, length, RpcCall::envelope);
        } catch (Refused refused) {
            throw new Refusal(
                    ErrorCode.FIELD_INVALID,
                    refused.why().code() + ": " + refused.why().detail());
        }
    }

    /** An argument that has to be there. */
    String text(int place) {
        String given = optional(place);
        if (given == null) {
            throw new Refusal(ErrorCode.FIELD_MISSING, operation + " needs an argument " + (place + 1));
        }
        return given;
    }

    /** An argument that may be left out. */
    @Nullable
    String optional(int place) {
        return place < arguments.size() ? arguments.get(place) : null;
    }

    private static RpcCall envelope(BoundedXml xml) throws XMLStreamException {
        RpcCall call = null;
        if (!xml.is(SOAP, "Envelope")) {
            throw noCall();
        }
        while (xml.child()) {
            if (xml.is(SOAP, "Body") && call == null && xml.child()) {
                call = new RpcCall(xml.name(), arguments(xml));
                while (xml.child()) {
                    xml.skip(); // what Axis hangs behind a call for references into it; nothing here is one
                }
            } else if (xml.is(SOAP, "Header") && call == null) {
                xml.skip();
            } else {
                throw noCall();
            }
        }
        if (call == null) {
            throw noCall();
        }
        return call;
    }

    private static List<@Nullable String> arguments(BoundedXml xml) throws XMLStreamException {
        List<@Nullable String> arguments = new ArrayList<>(4);
        while (xml.child()) {
            if (arguments.size() == MAX_ARGUMENTS) {
                throw noCall();
            }
            String nil = xml.attribute(XSI, "nil");
            String text = xml.text().strip();
            arguments.add(text.isEmpty() || "true".equals(nil) || "1".equals(nil) ? null : text);
        }
        return arguments;
    }

    private static Refused noCall() {
        return new Refused(Code.NOT_A_QUERY, "not a SOAP 1.1 call");
    }
}
