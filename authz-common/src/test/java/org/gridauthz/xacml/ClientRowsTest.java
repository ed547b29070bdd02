package org.gridauthz.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.xacml.Reply.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The table "What each client needs", row by row: first what a client makes of a reply that is changed so, on the bytes that the
 * specification prints and all three were seen to read; then that ours is none of those.
 */
class ClientRowsTest {
    private static final String PRINTED = Recorded.text("interop-response");
    private static final String OBLIGATIONS = PRINTED.substring(
            PRINTED.indexOf("<xacml:Obligations"),
            PRINTED.indexOf("</xacml:Obligations>") + "</xacml:Obligations>".length());
    private static final String EMPTY =
            "<xacml:Obligations xmlns:xacml=\"urn:oasis:names:tc:xacml:2.0:policy:schema:os\">"
                    + "<xacml:Obligation ObligationId=\"http://authz-interop.org/xacml/obligation/username\""
                    + " FulfillOn=\"Permit\"/></xacml:Obligations>";

    private static String changed(String row) {
        String without = PRINTED.replace(OBLIGATIONS, "");
        return switch (row) {
            case "as printed" -> PRINTED;
            case "prefixes saml2p" -> PRINTED.replace("saml2p:", "samlp:").replace(":saml2p", ":samlp");
            case "prefixes saml2" -> PRINTED.replace("saml2:", "saml:").replace(":saml2=", ":saml=");
            case "prefixes xacml-context" -> PRINTED.replace("xacml-context", "ctx");
            case "no XACML Status in Result" ->
                PRINTED.replaceAll("(?s)<xacml-context:Status>.*</xacml-context:Status>", "");
            case "no StatusMessage" ->
                PRINTED.replaceAll("<xacml-context:StatusMessage>.*</xacml-context:StatusMessage>", "");
            case "no SAML Status" -> PRINTED.replaceAll("<saml2p:Status>.*</saml2p:Status>", "");
            case "no Issuer" -> PRINTED.replaceAll("<saml2:Issuer.*</saml2:Issuer>", "");
            case "no IssueInstant" -> PRINTED.replaceAll(" IssueInstant=\"[^\"]*\"", "");
            case "Permit without obligations" -> without;
            case "Deny without obligations" -> without.replace(">Permit<", ">Deny<");
            case "Deny with an empty username" ->
                PRINTED.replace(OBLIGATIONS, EMPTY).replace(">Permit<", ">Deny<");
            case "an obligation without handler" -> PRINTED.replace("obligation/uidgid", "obligation/account");
            case "NotApplicable" -> without.replace(">Permit<", ">NotApplicable<");
            case "Indeterminate" -> without.replace(">Permit<", ">Indeterminate<");
            case "indentation inside Obligation" -> PRINTED.replace("\n                  >", ">\n");
            case "a fault" -> new String(SoapFault.write("GUMS", "broken"), StandardCharsets.UTF_8);
            default -> throw new AssertionError(row);
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        as printed                    | Permit fermigli | Permit fermigli | Permit
        prefixes saml2p               | Permit fermigli | Permit fermigli | refused
        prefixes saml2                | Permit fermigli | Permit fermigli | refused
        prefixes xacml-context        | Permit fermigli | Permit fermigli | refused
        no XACML Status in Result     | crash           | Permit fermigli | Permit
        no StatusMessage              | Permit fermigli | Permit fermigli | Permit
        no SAML Status                | Permit fermigli | Permit fermigli | Permit
        no Issuer                     | Permit fermigli | Permit fermigli | Permit
        no IssueInstant               | Permit fermigli | Permit fermigli | Permit
        Permit without obligations    | Permit          | null pointer    | Permit
        Deny without obligations      | Deny            | null pointer    | refused
        Deny with an empty username   | Deny            | no mapping      | refused
        an obligation without handler | fails           | fails           | Permit
        NotApplicable                 | NotApplicable   | not authorized  | refused
        Indeterminate                 | Indeterminate   | not authorized  | refused
        a fault                       | SOAP error      | Indeterminate   | refused
        """)
    void theRowsAreThese(String row, String c, String j, String a) {
        byte[] reply = changed(row).getBytes(StandardCharsets.UTF_8);
        assertThat(List.of(read(ReplyOf.C, reply), read(ReplyOf.J, reply), read(ReplyOf.A, reply)))
                .containsExactly(c, j, a);
    }

    private static String read(ReplyOf client, byte[] reply) {
        return client.read(reply).strip();
    }

    @Test
    void indentationInsideAnObligationIsALocalUserToArc() {
        byte[] indented = changed("indentation inside Obligation").getBytes(StandardCharsets.UTF_8);
        assertThat(ReplyOf.A.read(indented)).isNotEqualTo("Permit ").isNotEqualTo("refused");
    }

    private static byte[] ours(Decision decision, List<Obligation> obligations) {
        return ReplyWriter.write(new Reply(
                "1",
                "_q1",
                Instant.parse("2026-11-22T10:00:00Z"),
                "https://authz.example.org/",
                decision,
                "mapped",
                obligations));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a mapping, as announced    | Permit fermigli | Permit fermigli | Permit
        a site's permit            | Permit          |                 | Permit
        a refused mapping          | Deny            | no mapping      | refused
        a site's refusal           | Deny            |                 | refused
        what it cannot carry out   | Indeterminate   | not authorized  | refused
        our own failure            | SOAP error      | Indeterminate   | refused
        """)
    void everyReplyOfOursIsReadAsItIsMeant(String reply, String c, String j, String a) {
        byte[] bytes = switch (reply) {
            case "a mapping, as announced" ->
                ours(
                        Decision.PERMIT,
                        List.of(
                                Obligation.uidgid(2001, 3001),
                                Obligation.username("fermigli"),
                                Obligation.secondaryGids(List.of(7))));
            case "a site's permit" -> ours(Decision.PERMIT, List.of());
            case "a refused mapping" -> ours(Decision.DENY, List.of(Obligation.noUsername()));
            case "a site's refusal" -> ours(Decision.DENY, List.of());
            case "what it cannot carry out" -> ours(Decision.INDETERMINATE, List.of());
            default -> SoapFault.write("GUMS", "broken");
        };
        assertThat(read(ReplyOf.C, bytes)).isEqualTo(c);
        assertThat(ReplyOf.A.read(bytes)).isEqualTo(a.equals("Permit") ? "Permit " : a);
        if (j != null) { // J asks for mappings alone: SAZ never meets it
            assertThat(read(ReplyOf.J, bytes)).isEqualTo(j);
        }
    }

    /** What the specification prints and all three clients were served: ours is the same document. */
    @Test
    void oursIsThePrintedReply() {
        List<Obligation> mapped = List.of(Obligation.username("fermigli"), Obligation.uidgid(2001, 3001));
        assertThat(shape(ReplyOf.parsed(ours(Decision.PERMIT, mapped))))
                .isEqualTo(shape(ReplyOf.parsed(PRINTED.getBytes(StandardCharsets.UTF_8))));
    }

    /** GUMS' own reply, without Status, ids and Issuer, is less of the same; what it says is read alike. */
    @Test
    void gumsReplyAndOursSayTheSame() {
        byte[] gums = Recorded.bytes("gums-response");
        byte[] ours = ours(Decision.PERMIT, List.of(Obligation.gid(9010), Obligation.username("dunepro")));
        for (ReplyOf client : Set.of(ReplyOf.C, ReplyOf.J)) {
            assertThat(read(client, ours)).isEqualTo(read(client, gums)).isEqualTo("Permit dunepro");
        }
        assertThat(read(ReplyOf.A, gums)).isEqualTo("refused"); // for its prefixes
        assertThat(ReplyReader.read(gums)).isEqualTo(new ReplyReader.Answered("Permit", "dunepro", null));
    }

    private static List<String> shape(Document document) {
        List<String> lines = new ArrayList<>();
        shape(document.getDocumentElement(), "", lines);
        return lines;
    }

    private static void shape(Element element, String in, List<String> lines) {
        StringBuilder line = new StringBuilder(in + element.getNodeName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            line.append(' ').append(attribute.getNodeName()).append('=').append(attribute.getNodeValue());
        }
        lines.add(line.toString());
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                shape(inner, in + " ", lines);
            } else if (!child.getNodeValue().isBlank()) {
                lines.add(in + " '" + child.getNodeValue() + "'");
            }
        }
    }
}
