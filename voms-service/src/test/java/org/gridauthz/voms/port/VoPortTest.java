package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.TestMembers;
import org.gridauthz.voms.VomsPlace;
import org.gridauthz.voms.attribute.Standing.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The port on the wire: three openings, exact answers. */
class VoPortTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsPlace place;
    private static SSLContext alice;

    @BeforeAll
    static void start() {
        place = new VomsPlace(directory, DATABASE.url(), "--gridauthz.authority.deadline=2s");
        alice = place.site.alice.sslContext();
        place.members()
                .put(
                        "dune",
                        place.site.alice.slashName(),
                        new Member(
                                List.of(TestMembers.group("/dune", "pilot"), TestMembers.group("/dune/far")),
                                List.of(),
                                List.of()));
        place.service.part(GridTrust.class).reread();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    private static String answer(String... said) throws IOException {
        try (Line line = new Line(alice, place.dune)) {
            for (String each : said) {
                line.say(each);
            }
            return line.hear();
        }
    }

    private static Document document(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static String text(String xml, String element) throws Exception {
        return document(xml).getElementsByTagName(element).item(0).getTextContent();
    }

    private static List<String> believed(String base64) {
        byte[] ac = Base64.getMimeDecoder().decode(base64);
        TestCredential proxy = place.site.alice.proxy().attributeCertificate(ac).issue();
        ChainVerdict verdict = place.service.part(GridTrust.class).verify(proxy.chain());
        return ((ChainVerdict.Believed) verdict)
                .chain().fqans().stream().map(Fqan::toString).toList();
    }

    @Test
    void theRequestOfTheCClientOverRest() throws Exception {
        String answer = answer(
                "0",
                "GET /generate-ac?fqans=/dune&lifetime=43200 HTTP/1.0\nUser-Agent: voms APIs 2.0\nAccept: */*\n"
                        + "Host: localhost:15099\n\n");
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0].split("\r\n"))
                .containsExactly(
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/xml",
                        "Content-Length: " + parts[1].length(),
                        "Connection: close");
        assertThat(parts[1])
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><voms><ac>MII")
                .endsWith("\n</ac></voms>");
        String ac = text(parts[1], "ac");
        List<String> lines = ac.lines().toList();
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.length() == 64);
        assertThat(ac).endsWith("\n").doesNotContain("\r");
        assertThat(believed(ac)).containsExactly("/dune", "/dune/far");
    }

    @Test
    void theRequestOfTheJavaClientOverRest() throws Exception {
        String answer = answer("GET /generate-ac?fqans=/dune/Role=pilot&targets=h1,&lifetime=60 HTTP/1.1\r\n"
                + "User-Agent: Java/17\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("</voms>");
    }

    @Test
    void theRequestOfTheCClientInXml() throws Exception {
        String answer = answer(
                "0",
                "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><voms><command>G/dune</command>",
                "<base64>1</base64><version>4</version><lifetime>86400</lifetime></voms>");
        assertThat(answer)
                .startsWith("<?xml version=\"1.0\" encoding = \"US-ASCII\"?><vomsans><version>3</version>"
                        + "<error><item><number>2</number><message>localhost:" + place.dune
                        + ": The validity of this VOMS AC in your proxy is shortened to 43200 seconds!</message></item>"
                        + "</error><ac>MII")
                .endsWith("\n</ac></vomsans>");
        assertThat(believed(text(answer, "ac"))).containsExactly("/dune", "/dune/far");
    }

    @Test
    void refusalsInBothProtocols() throws Exception {
        assertThat(answer("GET /generate-ac?fqans=/dune/Role=root HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\nContent-Type: text/xml\r\n")
                .endsWith("\r\n\r\n<?xml version=\"1.0\" encoding=\"UTF-8\"?><voms><error><code>BadRequest</code>"
                        + "<message>dune: Unable to satisfy B/dune:root request!</message></error></voms>");
        assertThat(answer("<voms><command>B/dune:root</command><base64>1</base64></voms>"))
                .isEqualTo("<?xml version=\"1.0\" encoding = \"US-ASCII\"?><vomsans><version>3</version>"
                        + "<error><item><number>1001</number>"
                        + "<message>dune: Unable to satisfy B/dune:root request!</message></item></error>"
                        + "<ac>QQ==\n</ac></vomsans>");
        assertThat(answer("<voms><command>/dune</command></voms>")).contains("<number>1005</number>", "<ac>qq</ac>");
        assertThat(answer("GET /favicon.ico HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(answer("POST /generate-ac HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        assertThat(answer("EHLO there")).isEmpty();
        assertThat(answer("hello")).isEmpty();
    }

    @Test
    void theRestProtocolIsServedWhereVomsAdminHasItToo() throws Exception {
        TestCredential proxy = place.site.alice.proxies(2);
        var answer = place.service.get(proxy, "/voms/dune/generate-ac?fqans=/dune/Role=pilot");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(believed(text(answer.body(), "ac"))).containsExactly("/dune/Role=pilot", "/dune", "/dune/far");
        var refused = place.service.get(proxy, "/voms/dune/generate-ac?fqans=/dune/Role=root");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<code>BadRequest</code>");
        assertThat(place.service.get(proxy, "/voms/atlas/generate-ac").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aListWithoutACertificate() throws Exception {
        String answer = answer("<voms><command>N</command><base64>1</base64></voms>");
        assertThat(new String(Base64.getMimeDecoder().decode(text(answer, "bitstr")), StandardCharsets.US_ASCII))
                .isEqualTo("/dune\n/dune/far\n/dune/Role=pilot\n");
        assertThat(text(answer, "ac")).isEqualTo("QQ==\n");
    }

    @Test
    void aListOfAMillionCharactersIsAnsweredInWords() throws Exception {
        String list = "/dune,".repeat(170_000);
        assertThat(answer("GET /generate-ac?fqans=" + list + " HTTP/1.0\n\n"))
                .contains("<code>BadRequest</code>", "it is longer than 65536 bytes");
        assertThat(answer("<voms><command>G" + list + "</command></voms>"))
                .contains("<number>1005</number>", "it is longer than 65536 bytes");
    }
}
