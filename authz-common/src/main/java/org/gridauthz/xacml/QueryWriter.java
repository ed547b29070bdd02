package org.gridauthz.xacml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** Writes a query as a worker node's client does (xacml-interop.md §5), to ask another server what it would answer. */
public final class QueryWriter {
    private static final String TAIL =
            "</ctx:Request></xacml-samlp:XACMLAuthzDecisionQuery></soapenv:Body></soapenv:Envelope>\n";
    private static final String VERIFIED = "\" Issuer=\"urn:gridauthz:verified";

    private final StringBuilder out = new StringBuilder(4096);

    private QueryWriter() {}

    /**
     * The whole envelope in UTF-8. Its FQANs are said to be verified, as a gatekeeper says it of those of a proxy.
     *
     * @param at when it is asked, told to the second
     * @param fqans the primary one first
     * @param host a DN or a host name; null for none
     */
    public static byte[] write(
            Instant at, SlashDn dn, List<Fqan> fqans, @Nullable String host, List<String> announced) {
        QueryWriter query = new QueryWriter();
        query.out.append("""
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <xacml-samlp:XACMLAuthzDecisionQuery xmlns:xacml-samlp="%s" ID="_q1" Version="2.0" IssueInstant="%s" \
            InputContextOnly="false" ReturnContext="false" CombinePolicies="true">\
            <saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"/>\
            <ctx:Request xmlns:ctx="%s"><ctx:Subject SubjectCategory="%s">\
            """.formatted(
                Vocabulary.QUERY, at.truncatedTo(ChronoUnit.SECONDS), Vocabulary.CONTEXT, Vocabulary.ACCESS_SUBJECT));
        query.attribute(Vocabulary.SUBJECT_X509_ID, dn.text());
        if (!fqans.isEmpty()) {
            query.attribute(Vocabulary.VO, fqans.getFirst().vo());
            query.attribute(
                    Vocabulary.VOMS_PRIMARY_FQAN + VERIFIED, fqans.getFirst().toString());
            fqans.forEach(fqan -> query.attribute(Vocabulary.VOMS_FQAN, fqan.toString()));
        }
        query.out.append("</ctx:Subject><ctx:Resource>");
        query.attribute(Vocabulary.RESOURCE_ID, "http://authz-interop.org/xacml/resource/resource-type/ce");
        if (host != null) {
            query.attribute(host.startsWith("/") ? Vocabulary.RESOURCE_X509_ID : Vocabulary.DNS_HOST_NAME, host);
        }
        query.out.append("</ctx:Resource><ctx:Action>");
        query.attribute(
                "urn:oasis:names:tc:xacml:1.0:action:action-id",
                "http://authz-interop.org/xacml/action/action-type/execute-now");
        query.out.append("</ctx:Action><ctx:Environment>");
        announced.forEach(obligation -> query.attribute(Vocabulary.OBLIGATION_SUPPORTED, obligation));
        query.out.append("</ctx:Environment>").append(TAIL);
        return query.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void attribute(String id, String value) {
        out.append("<ctx:Attribute AttributeId=\"").append(id).append("\" DataType=\"");
        out.append(Vocabulary.STRING).append("\"><ctx:AttributeValue>");
        XmlText.append(value, out);
        out.append("</ctx:AttributeValue></ctx:Attribute>");
    }
}
