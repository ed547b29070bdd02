package org.gridauthz.xacml;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.gridauthz.xacml.Obligation.Assignment;

/**
 * Writes answers byte by byte as all known clients take them. ARC reads the prefixes {@code saml2p}, {@code saml2} and
 * {@code xacml-context} literally, and white space inside {@code Obligation} as a local user name; Globus' C library crashes
 * on a {@code Result} without {@code Status}. No XML library is asked to keep that.
 */
public final class ReplyWriter {
    private static final String HEAD = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
        """;
    private static final String RESPONSE =
            "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r";
    private static final String SUCCESS =
            "<saml2p:Status><saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></saml2p:Status>"
                    + "<saml2:Assertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a";
    private static final String ISSUER = "<saml2:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">";
    private static final String STATEMENT = "</saml2:Issuer><saml2:Statement xmlns:xacml-saml=\"" + Vocabulary.STATEMENT
            + "\" xsi:type=\"xacml-saml:XACMLAuthzDecisionStatementType\"><xacml-context:Response"
            + " xmlns:xacml-context=\""
            + Vocabulary.CONTEXT + "\"><xacml-context:Result><xacml-context:Decision>";
    private static final String STATUS =
            "</xacml-context:Decision><xacml-context:Status><xacml-context:StatusCode Value=\"";
    private static final String MESSAGE = "\"/><xacml-context:StatusMessage>";
    private static final String AFTER_MESSAGE = "</xacml-context:StatusMessage></xacml-context:Status>";
    private static final String TAIL =
            "</xacml-context:Result></xacml-context:Response></saml2:Statement></saml2:Assertion></saml2p:Response></soapenv:Body></soapenv:Envelope>\n";

    private ReplyWriter() {}

    /** The whole envelope in UTF-8. */
    public static byte[] write(Reply reply) {
        StringBuilder out = new StringBuilder(2048);
        String at = "\" Version=\"2.0\" IssueInstant=\"" + reply.at().truncatedTo(ChronoUnit.SECONDS) + "\">";
        out.append(HEAD).append(RESPONSE);
        XmlText.append(reply.id(), out);
        if (reply.inResponseTo() != null) {
            out.append("\" InResponseTo=\"");
            XmlText.append(reply.inResponseTo(), out);
        }
        out.append(at).append(SUCCESS);
        XmlText.append(reply.id(), out);
        out.append(at).append(ISSUER);
        XmlText.append(reply.issuer(), out);
        out.append(STATEMENT).append(reply.decision().text());
        out.append(STATUS).append(reply.decision().status()).append(MESSAGE);
        XmlText.append(reply.message(), out);
        out.append(AFTER_MESSAGE);
        obligations(reply, out);
        return out.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void obligations(Reply reply, StringBuilder out) {
        if (reply.obligations().isEmpty()) {
            return;
        }
        out.append("<xacml:Obligations xmlns:xacml=\"")
                .append(Vocabulary.POLICY)
                .append("\">");
        for (Obligation obligation : reply.obligations()) {
            out.append("<xacml:Obligation ObligationId=\"").append(obligation.id());
            out.append("\" FulfillOn=\"Permit\"");
            if (obligation.assignments().isEmpty()) {
                out.append("/>");
                continue;
            }
            out.append('>');
            for (Assignment assignment : obligation.assignments()) {
                out.append("<xacml:AttributeAssignment AttributeId=\"").append(assignment.id());
                out.append("\" DataType=\"").append(assignment.type()).append("\">");
                XmlText.append(assignment.value(), out);
                out.append("</xacml:AttributeAssignment>");
            }
            out.append("</xacml:Obligation>");
        }
        out.append("</xacml:Obligations>");
    }
}
