package org.gridauthz.argus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes a PEP response: Hessian 1.0 in base64, one {@code Result}, the request not repeated.
 *
 * @param message for people
 * @param obligations with a permit
 */
public record PepReply(Decision decision, String message, List<Mapped> obligations) {
    private static final String OK = "urn:oasis:names:tc:xacml:1.0:status:ok";
    private static final String FAILED = "urn:oasis:names:tc:xacml:1.0:status:processing-error";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";

    public PepReply {
        obligations = List.copyOf(obligations);
    }

    /** In the numbers of the wire. */
    public enum Decision {
        DENY(0),
        PERMIT(1),
        INDETERMINATE(2);

        private final int number;

        Decision(int number) {
            this.number = number;
        }
    }

    /**
     * To map to an account.
     *
     * @param common whether in the common profile's words instead of gLite's
     * @param groups names, the primary one first; none where it is not known
     */
    public record Mapped(boolean common, String user, List<String> groups) {
        public Mapped {
            groups = List.copyOf(groups);
        }
    }

    /** The body. */
    public byte[] toBytes() {
        Out out = new Out();
        out.begin("Response");
        out.text("request").none();
        out.text("results").list(1);
        out.begin("Result");
        out.text("decision").number(decision.number);
        out.text("resourceId").none();
        out.text("status").begin("Status");
        out.text("message").text(message);
        out.text("statusCode").begin("StatusCode");
        out.text("code").text(decision == Decision.INDETERMINATE ? FAILED : OK);
        out.text("subCode").none().end().end();
        out.text("obligations").list(obligations.size());
        obligations.forEach(mapped -> obligation(mapped, out));
        out.end().end().end().end();
        return Base64.getEncoder().encode(out.bytes.toByteArray());
    }

    private static void obligation(Mapped mapped, Out out) {
        String prefix = mapped.common() ? "http://dci-sec.org/xacml/" : "http://glite.org/xacml/";
        out.begin("Obligation");
        out.text("id")
                .text(prefix + "obligation/" + (mapped.common() ? "map-local-user" : "local-environment-map")
                        + "/posix");
        out.text("fulfillOn").number(1);
        int groups = mapped.groups().size();
        out.text("attributeAssignments").list(1 + groups + (groups == 0 ? 0 : 1));
        assignment(prefix + "attribute/user-id", mapped.user(), out);
        mapped.groups().forEach(group -> assignment(prefix + "attribute/group-id", group, out));
        if (groups > 0) {
            assignment(prefix + "attribute/group-id/primary", mapped.groups().getFirst(), out);
        }
        out.end().end();
    }

    private static void assignment(String id, String value, Out out) {
        out.begin("AttributeAssignment");
        out.text("attributeId").text(id);
        out.text("dataType").text(STRING);
        out.text("value").text(value).end();
    }

    /** Hessian 1.0, as far as it is needed. */
    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

        Out begin(String type) {
            bytes.write('M');
            bytes.write('t');
            characters(PepReader.MODEL + type);
            return this;
        }

        Out list(int length) {
            bytes.write('V');
            bytes.write('l');
            wide(length, 4);
            return this;
        }

        Out end() {
            bytes.write('z');
            return this;
        }

        Out none() {
            bytes.write('N');
            return this;
        }

        Out number(int number) {
            bytes.write('I');
            wide(number, 4);
            return this;
        }

        Out text(String text) {
            bytes.write('S');
            characters(text.length() > 0xffff ? text.substring(0, 0xffff) : text);
            return this;
        }

        private void characters(String text) {
            wide(text.length(), 2);
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private void wide(int number, int count) {
            for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
                bytes.write(number >> shift);
            }
        }
    }
}
