package org.gridauthz.voms.vomsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VOMSCompatibility as old software asks it, over the store. */
class CompatibilityTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String SERVICE = "/voms/dune/services/VOMSCompatibility";

    static VomsSite voms;
    static TestCredential vera;
    static String alice;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        voms.found("dune", Map.of());
        vera = voms.person("Vera Vo");
        alice = voms.enter("dune", "Alice Adams");
        String unused = voms.enter("dune", "Bob Brown");
        String carol = voms.enter("dune", "Carol Clark");
        voms.done(vera, "POST", "/api/v1/vos/dune/groups", Map.of("path", "/dune/far", "reason", "wanted"));
        voms.done(vera, "POST", "/api/v1/vos/dune/roles", Map.of("name", "pilot", "reason", "wanted"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + alice + "/memberships",
                Map.of("group", "/dune/far", "role", "pilot", "reason", "she pilots"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + alice + "/certificates",
                Map.of("name", VomsSite.dn("Robot: <Alice> & Co"), "issuer", VomsSite.CA, "reason", "her robot"));
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/dune/people/" + carol + "/suspension",
                Map.of("reason", "left without a word"));
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static HttpResponse<String> post(TestCredential who, String container) {
        String argument = container == null
                ? "<in0 xsi:type=\"xsd:string\" xsi:nil=\"true\"/>"
                : "<in0 xsi:type=\"soapenc:string\" xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                        + container + "</in0>";
        return send(
                who,
                envelope("<ns1:getGridmapUsers xmlns:ns1=\"http://glite.org/wsdl/services/"
                        + "org.glite.security.voms.service.compatibility\">" + argument + "</ns1:getGridmapUsers>"));
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Header/><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static HttpResponse<String> send(TestCredential who, String body) {
        return voms.service.send(
                who,
                HttpRequest.newBuilder(voms.service.uri("service", SERVICE))
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpResponse<String> get(String query) {
        return voms.service.send(
                vera,
                HttpRequest.newBuilder(voms.service.uri("service", SERVICE + query))
                        .build());
    }

    /** As edg-mkgridmap and the scripts around it read: by literal prefixes and attributes. */
    private static List<String> literally(String answer) {
        assertThat(answer).contains("<soapenv:Body>");
        return Pattern.compile("<getGridmapUsersReturn xsi:type=\"soapenc:string\">([^<]*)</getGridmapUsersReturn>")
                .matcher(answer)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void theAnswerToAPostIsAxisToTheByte() {
        HttpResponse<String> answer = post(vera, "/dune/far");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-8\"?><soapenv:Envelope"
                        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                        + "<ns1:getGridmapUsersResponse"
                        + " soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\""
                        + " xmlns:ns1=\"http://glite.org/wsdl/services/org.glite.security.voms.service.compatibility\">"
                        + "<getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[2]\" xsi:type=\"soapenc:Array\""
                        + " xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                        + "<getGridmapUsersReturn xsi:type=\"soapenc:string\">/DC=org/DC=gridauthz/CN=Alice Adams"
                        + "</getGridmapUsersReturn><getGridmapUsersReturn xsi:type=\"soapenc:string\">"
                        + "/DC=org/DC=gridauthz/CN=Robot: &lt;Alice&gt; &amp; Co</getGridmapUsersReturn>"
                        + "</getGridmapUsersReturn></ns1:getGridmapUsersResponse></soapenv:Body></soapenv:Envelope>");
    }

    @Test
    void aContainerMayBeNilAGroupARoleEmptyOrUnknown() {
        assertThat(literally(post(vera, null).body()))
                .containsExactly(
                        VomsSite.dn("Alice Adams"),
                        VomsSite.dn("Bob Brown"),
                        VomsSite.dn("Robot: &lt;Alice&gt; &amp; Co"));
        assertThat(literally(post(vera, "/dune/far/Role=pilot").body())).hasSize(2);
        assertThat(post(vera, "/dune/Role=pilot").body())
                .contains("<getGridmapUsersReturn soapenc:arrayType=\"soapenc:string[0]\" xsi:type=\"soapenc:Array\""
                        + " xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\"></getGridmapUsersReturn>");
        for (String unknown : List.of("/dune/near", "/dune/far/Role=boss", "/cms", "nonsense")) {
            HttpResponse<String> nil = post(vera, unknown);
            assertThat(nil.statusCode()).isEqualTo(200);
            assertThat(nil.body())
                    .contains("<getGridmapUsersReturn xsi:type=\"soapenc:Array\" xsi:nil=\"true\" xmlns:soapenc=");
        }
    }

    @Test
    void mkgridmapGets() {
        HttpResponse<String> answer = get("?method=getGridmapUsers&container=/dune/far");
        assertThat(literally(answer.body())).hasSize(2);
        assertThat(answer.body())
                .contains("<soapenv:Body><getGridmapUsersResponse"
                        + " soapenv:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><getGridmapUsersReturn"
                        + " soapenc:arrayType=");
        assertThat(literally(get("?method=getGridmapUsers").body())).hasSize(3);
        assertThat(get("?method=getMajorVersionNumber").body())
                .contains("<getMajorVersionNumberReturn xsi:type=\"xsd:int\">2</getMajorVersionNumberReturn>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a/>",
                "not xml",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><soapenv:Envelope"
                        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><x/>"
                        + "</soapenv:Body></soapenv:Envelope>",
                "<Envelope><Body><getGridmapUsers/></Body></Envelope>"
            })
    void whatIsNoCallIsAFault(String body) {
        HttpResponse<String> answer = send(vera, body);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<soapenv:Fault><faultcode>soapenv:Client</faultcode>")
                .doesNotContain("Exception");
    }

    @Test
    void whoMayNotReadMembersIsToldSoInAFault() {
        HttpResponse<String> answer = post(voms.site.gatekeeper, "/dune");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("this needs MEMBERSHIP_READ in /dune")
                .doesNotContain("Adams");
        assertThat(send(vera, envelope("<getUser/>")).body()).contains("there is no such operation");
        assertThat(send(vera, envelope("<getGridmapUsers>" + "x".repeat(70_000) + "</getGridmapUsers>"))
                        .statusCode())
                .isEqualTo(500);
    }
}
