package org.gridauthz.xacml;

import javax.xml.stream.XMLStreamException;
import org.gridauthz.xacml.BoundedXml.Refused;
import org.gridauthz.xacml.NotRead.Code;
import org.jspecify.annotations.Nullable;

/** Reads what a server of GUMS, SAZ or Argus answers to a query: with any prefixes, with or without what it may leave out. */
public final class ReplyReader {
    private final BoundedXml xml;
    private @Nullable String decision;
    private @Nullable String account;
    private @Nullable String message;
    private @Nullable String fault;

    private ReplyReader(BoundedXml xml) {
        this.xml = xml;
    }

    /** What came of it. */
    public sealed interface Reading permits Answered, Faulted, NotAnswered {}

    /**
     * A decision.
     *
     * @param decision in XACML's words: {@code Permit}, {@code Deny}, {@code NotApplicable}, {@code Indeterminate}
     * @param account of a {@code username} or {@code account} obligation, or of Argus' local user
     * @param message of the status
     */
    public record Answered(
            String decision,
            @Nullable String account,
            @Nullable String message) implements Reading {}

    /** A SOAP fault: no answer, and another server may have one. */
    public record Faulted(String message) implements Reading {}

    /** Neither. */
    public record NotAnswered(NotRead why) implements Reading {}

    /** Reads a whole body. */
    public static Reading read(byte[] body) {
        try {
            return BoundedXml.walk(body, body.length, xml -> new ReplyReader(xml).envelope());
        } catch (Refused refused) {
            return new NotAnswered(refused.why());
        }
    }

    private Reading envelope() throws XMLStreamException {
        if (!xml.is(Vocabulary.SOAP, "Envelope")) {
            throw noReply();
        }
        inside();
        if (fault != null) {
            return new Faulted(fault);
        }
        if (decision == null) {
            throw noReply();
        }
        return new Answered(decision, account, message);
    }

    /** The statement may repeat the request, of which nothing counts. */
    private void inside() throws XMLStreamException {
        while (xml.child()) {
            switch (xml.name()) {
                case "Request" -> xml.skip();
                case "Decision" -> decision = once(decision);
                case "StatusMessage" -> message = xml.text().strip();
                case "faultstring" -> fault = once(fault);
                case "AttributeAssignment" -> assignment(xml.attribute(null, "AttributeId"));
                default -> inside();
            }
        }
    }

    private void assignment(@Nullable String id) throws XMLStreamException {
        String value = xml.text().strip();
        if (id != null && !value.isEmpty() && (id.equals(Vocabulary.A_USERNAME) || id.endsWith("/attribute/user-id"))) {
            account = value;
        }
    }

    private String once(@Nullable String before) throws XMLStreamException {
        if (before != null) {
            throw noReply();
        }
        return xml.text().strip();
    }

    private static Refused noReply() {
        return new Refused(Code.NOT_A_QUERY, "not a SOAP 1.1 envelope with one decision");
    }
}
