package org.gridauthz.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gridauthz.xacml.Reply.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The rows of "What each client needs": prefixes, Status, no white space inside an Obligation. */
class ReplyWriterTest {
    private static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";

    private static Reply reply(Decision decision, Obligation... obligations) {
        return new Reply(
                "00ff-1",
                "ID-1804289383",
                Instant.parse("2026-11-22T10:00:00.5Z"),
                "urn:gridauthz:gums",
                decision,
                "mapped",
                List.of(obligations));
    }

    private static String text(Reply reply) {
        return new String(ReplyWriter.write(reply), StandardCharsets.UTF_8);
    }

    private static Document parsed(Reply reply) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(ReplyWriter.write(reply)));
    }

    @Test
    void byteForByte() {
        assertThat(text(reply(Decision.PERMIT, Obligation.username("fermigli"), Obligation.uidgid(2001, 3001))))
                .isEqualTo("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>\
                    <saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r00ff-1" InResponseTo="ID-1804289383" Version="2.0" IssueInstant="2026-11-22T10:00:00Z">\
                    <saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>\
                    <saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a00ff-1" Version="2.0" IssueInstant="2026-11-22T10:00:00Z">\
                    <saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">urn:gridauthz:gums</saml2:Issuer>\
                    <saml2:Statement xmlns:xacml-saml="urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion" xsi:type="xacml-saml:XACMLAuthzDecisionStatementType">\
                    <xacml-context:Response xmlns:xacml-context="urn:oasis:names:tc:xacml:2.0:context:schema:os"><xacml-context:Result>\
                    <xacml-context:Decision>Permit</xacml-context:Decision>\
                    <xacml-context:Status><xacml-context:StatusCode Value="urn:oasis:names:tc:xacml:1.0:status:ok"/><xacml-context:StatusMessage>mapped</xacml-context:StatusMessage></xacml-context:Status>\
                    <xacml:Obligations xmlns:xacml="urn:oasis:names:tc:xacml:2.0:policy:schema:os">\
                    <xacml:Obligation ObligationId="http://authz-interop.org/xacml/obligation/username" FulfillOn="Permit">\
                    <xacml:AttributeAssignment AttributeId="http://authz-interop.org/xacml/attribute/username" DataType="http://www.w3.org/2001/XMLSchema#string">fermigli</xacml:AttributeAssignment></xacml:Obligation>\
                    <xacml:Obligation ObligationId="http://authz-interop.org/xacml/obligation/uidgid" FulfillOn="Permit">\
                    <xacml:AttributeAssignment AttributeId="http://authz-interop.org/xacml/attribute/posix-uid" DataType="http://www.w3.org/2001/XMLSchema#integer">2001</xacml:AttributeAssignment>\
                    <xacml:AttributeAssignment AttributeId="http://authz-interop.org/xacml/attribute/posix-gid" DataType="http://www.w3.org/2001/XMLSchema#integer">3001</xacml:AttributeAssignment></xacml:Obligation>\
                    </xacml:Obligations></xacml-context:Result></xacml-context:Response></saml2:Statement></saml2:Assertion></saml2p:Response></soapenv:Body></soapenv:Envelope>
                    """);
    }

    @Test
    void aRefusedMappingCarriesOneUsernameWithoutAssignments() {
        assertThat(text(reply(Decision.DENY, Obligation.noUsername())))
                .contains("<xacml-context:Decision>Deny</xacml-context:Decision>")
                .contains("<xacml:Obligation ObligationId=\"http://authz-interop.org/xacml/obligation/username\""
                        + " FulfillOn=\"Permit\"/></xacml:Obligations>");
    }

    /** The C library crashes on a Result without Status. */
    @ParameterizedTest
    @EnumSource(Decision.class)
    void thereIsAlwaysAStatusWithACode(Decision decision) throws Exception {
        Element result = (Element) parsed(reply(decision))
                .getElementsByTagName("xacml-context:Result")
                .item(0);
        Element status =
                (Element) result.getElementsByTagName("xacml-context:Status").item(0);
        assertThat(((Element) status.getElementsByTagName("xacml-context:StatusCode")
                                .item(0))
                        .getAttribute("Value"))
                .startsWith("urn:oasis:names:tc:xacml:1.0:status:");
        assertThat(text(reply(decision))).doesNotContain("Obligations");
    }

    /** ARC's reader: names with literal prefixes, and the text directly inside an Obligation as the user. */
    @Test
    void arcFindsTheDecisionByPrefixAndNoUserInWhiteSpace() throws Exception {
        Document answer = parsed(reply(
                Decision.PERMIT,
                Obligation.account("dunepro", "dune", List.of("dunesoft")),
                Obligation.secondaryGids(List.of(7, 8))));
        Node at = answer.getDocumentElement();
        for (String name : List.of(
                "soapenv:Body",
                "saml2p:Response",
                "saml2:Assertion",
                "saml2:Statement",
                "xacml-context:Response",
                "xacml-context:Result",
                "xacml-context:Decision")) {
            at = child(at, name);
        }
        assertThat(at.getTextContent()).isEqualTo("Permit");
        var obligations = answer.getElementsByTagNameNS(POLICY, "Obligation");
        assertThat(obligations.getLength()).isEqualTo(2);
        for (int i = 0; i < obligations.getLength(); i++) {
            for (Node child = obligations.item(i).getFirstChild(); child != null; child = child.getNextSibling()) {
                assertThat(child.getNodeType()).isEqualTo(Node.ELEMENT_NODE);
            }
        }
    }

    private static Node child(Node of, String name) {
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child;
            }
        }
        throw new AssertionError(name + " is not in " + of.getNodeName());
    }

    /** J looks the element up by this name, C reads the type. */
    @Test
    void theStatementIsAStatementOfTheProfilesType() throws Exception {
        Element statement = (Element) parsed(reply(Decision.PERMIT))
                .getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Statement")
                .item(0);
        String type = statement.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type");
        assertThat(type).endsWith(":XACMLAuthzDecisionStatementType");
        assertThat(statement.lookupNamespaceURI(type.substring(0, type.indexOf(':'))))
                .isEqualTo("urn:oasis:names:tc:xacml:2.0:profile:saml2.0:v2:schema:assertion");
    }

    @Test
    void nothingOfTheCallersBreaksOut() throws Exception {
        String evil = "\"><x/>&amp;\n\u0001\ud800 \ud83d\ude00 ]]>";
        Reply reply = new Reply("1", evil, Instant.EPOCH, "i", Decision.DENY, evil, List.of());
        Element response =
                (Element) parsed(reply).getElementsByTagName("saml2p:Response").item(0);
        assertThat(response.getAttribute("InResponseTo")).isEqualTo("\"><x/>&amp;\n?? \ud83d\ude00 ]]>");
        byte[] fault = SoapFault.write("GUMS", evil);
        Document parsed = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(fault));
        assertThat(parsed.getElementsByTagName("faultstring").item(0).getTextContent())
                .contains("<x/>");
    }

    @Test
    void aFaultSaysItTwiceAsTheOldServiceDid() {
        assertThat(new String(SoapFault.write("GUMS", "host-not-configured"), StandardCharsets.UTF_8))
                .contains(
                        "<faultcode"
                                + " xmlns:ns1=\"urn:oasis:names:tc:xacml:2.0:context:schema:os\">ns1:StatusMessage</faultcode>"
                                + "<faultstring>host-not-configured</faultstring><faultactor>GUMS</faultactor><detail><xacml-context:StatusMessage"
                                + " xmlns:xacml-context=\"urn:oasis:names:tc:xacml:2.0:context:schema:os\">host-not-configured</xacml-context:StatusMessage></detail>");
    }
}
