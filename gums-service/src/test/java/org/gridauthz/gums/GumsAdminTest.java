package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GUMS' command line and scripts ask and change, in the messages of Axis 1.4; and what dCache asks of ALISE. */
class GumsAdminTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String HOST = "/DC=org/DC=gridauthz/CN=ce1.example.org";
    private static final String ALICE = "/DC=org/DC=gridauthz/CN=Alice Adams";
    private static final String POLICY = """
        format: 1
        fqans: primary
        simpleHostMatching: true
        pools:
          - name: grid
            accounts: grid001-010
        groups:
          - name: people
            manual:
          - name: visitors
            manual:
          - name: tokens
            token: {issuer: "https://issuer.example.org", subject: "carol"}
        mappers:
          - name: tokens
            account: carol1
          - name: people
            manual: people
          - name: visitors
            pool: grid
        mappings:
          - name: tokens
            groups: tokens
            mappers: tokens
          - name: people
            groups: people
            mappers: people
            accounting: {subgroup: people, vo: PEOPLE}
          - name: visitors
            groups: visitors
            mappers: visitors
        hosts:
          - cn: ["*/?*.example.org"]
            mappings: [tokens, people, visitors]
        """;

    static GumsInstance gums;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(
                directory,
                DATABASE.url(),
                POLICY,
                "--gridauthz.token-issuers[0].url=https://issuer.example.org",
                "--gridauthz.token-issuers[0].vo=dune",
                "--gridauthz.token-issuers[0].audiences=https://any.example.org",
                "--gridauthz.token-issuers[0].key-set=http://127.0.0.1:9/keys",
                "--gridauthz.tls.listeners[2].name=alise",
                "--gridauthz.tls.listeners[2].port=0",
                "--gridauthz.tls.listeners[2].client-certificate=NONE",
                "--gridauthz.tls.listeners[2].paths=/api/v1/target",
                "--gridauthz.alise.callers[0].key-sha256=2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
                "--gridauthz.alise.callers[0].dn=/DC=org/DC=gridauthz/CN=se1.example.org");
        change("manualGroupAdd3", "people", ALICE, ".*", "alice@example.org");
        change("manualMappingAdd2", "people", ALICE, "alice");
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    private static String body(String operation, String... arguments) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            all.append("<arg").append(i).append(" xsi:type=\"xsd:string\"");
            all.append(arguments[i].isEmpty() ? " xsi:nil=\"true\"/>" : ">" + arguments[i] + "</arg" + i + ">");
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
              xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
            <ns1:%s soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ns1="http://www.bnl.gov/namespaces/2004/09/gums/GUMSService">%s</ns1:%1$s>
            </soapenv:Body></soapenv:Envelope>\
            """.formatted(operation, all);
    }

    private static HttpResponse<String> post(TestCredential caller, String listener, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gums.uri(listener, "/gums/services/GUMSAdmin"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return gums.send(caller, request.build());
    }

    /** What an operation returns; null for nil. */
    private static String call(TestCredential caller, String operation, String... arguments) {
        HttpResponse<String> response = post(caller, "admin", body(operation, arguments));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("<ns1:" + operation + "Response");
        String from = "<" + operation + "Return xsi:type=\"xsd:string\">";
        int at = response.body().indexOf(from);
        return at < 0
                ? null
                : response.body()
                        .substring(at + from.length(), response.body().indexOf("</" + operation + "Return>"))
                        .replace("&#10;", "\n")
                        .replace("&quot;", "\"");
    }

    private static void change(String operation, String... arguments) {
        assertThat(call(gums.admin, operation, arguments)).isNull();
        // A write that changes nothing tells the head of the order, which the followers then have.
        Follower follower = gums.context.getBean(Follower.class);
        Epoch head = gums.context
                .getBean(org.gridauthz.changes.store.ChangeLog.class)
                .write("vo", java.util.List.of(), place -> {});
        assertThat(follower.atLeast(head, Duration.ofSeconds(10))).isEqualTo(AtLeast.REACHED);
    }

    private static void fault(HttpResponse<String> response, String text) {
        assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(403);
        assertThat(response.body())
                .contains("<faultcode>soapenv:Server.userException</faultcode>")
                .contains(text)
                .doesNotContain("Exception:");
    }

    @Test
    void tellsItsVersionAndWhoAsks() {
        assertThat(call(gums.gatekeeper, "getVersion")).isEqualTo("1.5.2");
        assertThat(call(gums.gatekeeper, "getCurrentDn")).isEqualTo(HOST);
    }

    @Test
    void aHostMapsAndFetchesItsFiles() {
        assertThat(call(gums.gatekeeper, "mapUser", HOST, ALICE, "")).isEqualTo("alice");
        assertThat(call(gums.gatekeeper, "mapUser", HOST, ALICE, "", "true")).isEqualTo("alice");
        assertThat(call(gums.gatekeeper, "mapUser", HOST, "/CN=Nobody", "/dune"))
                .isNull();
        assertThat(call(gums.gatekeeper, "generateGridMapfile", HOST))
                .isEqualTo("#---- members of vo: people ----#\n\"" + ALICE
                        + "\" alice\n#---- members of vo: visitors ----#\n");
        assertThat(call(gums.gatekeeper, "generateEmailMapfile", HOST)).contains("alice alice@example.org");
        assertThat(call(gums.gatekeeper, "generateOsgUserVoMap", HOST))
                .contains("#voi people")
                .contains("alice people");
        assertThat(call(gums.gatekeeper, "generateGrid3UserVoMap", HOST))
                .isEqualTo(call(gums.gatekeeper, "generateOsgUserVoMap", HOST));
        assertThat(call(gums.admin, "mapAccount", "alice")).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @CsvSource({
        "generateGridMapfile, /CN=other.example.org",
        "mapUser, /CN=other.example.org",
        "mapAccount, alice",
        "getPoolAccountAssignments, grid",
        "updateGroups, ''",
    })
    void aHostMayAskAboutItselfAlone(String operation, String argument) {
        fault(
                post(gums.gatekeeper, "admin", body(operation, argument, ALICE, "")),
                "You are not authorized to perform");
    }

    @Test
    void manualMembersComeAndGo() {
        String bob = "/DC=org/DC=gridauthz/CN=Bob Brown";
        change("manualGroupAdd2", "people", bob);
        change("manualMappingAdd", "unused", "people", bob, "bob");
        assertThat(call(gums.gatekeeper, "mapUser", HOST, bob, "")).isEqualTo("bob");
        // As in the original: entered without an FQAN, a member comes without one.
        assertThat(call(gums.gatekeeper, "mapUser", HOST, bob, "/dune")).isNull();
        change("manualMappingRemove2", "people", bob);
        change("manualGroupRemove2", "people", bob);
        assertThat(call(gums.gatekeeper, "mapUser", HOST, bob, "")).isNull();
    }

    @Test
    void poolsGrowAndShrink() {
        assertThat(call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-010(0/10)");
        change("addAccountRange2", "grid", "grid011-015");
        assertThat(call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-015(0/15)");
        fault(
                post(gums.admin, "admin", body("addAccountRange2", "grid", "grid015-020")),
                "One or more accounts already exist for 'grid grid015-020'. None were added.");
        change("removeAccountRange", "grid", "grid011-015");
        change("unassignAccountRange", "grid", "grid001-010");
        change("setRecyclable", "grid", "grid001", "false");
        assertThat(call(gums.admin, "getPoolAccountAssignments", "grid")).isEqualTo("grid001-010(0/10)");
    }

    @Test
    void allListsAreAskedAtOnce() {
        assertThat(call(gums.admin, "updateGroups")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"getConfiguration", "setConfiguration", "mergeConfiguration", "backupConfiguration"})
    void configurationIsAPolicyNow(String operation) {
        fault(post(gums.admin, "admin", body(operation)), "use `gridauthz policy`");
    }

    @Test
    void refusesWhatIsNoCallOfTheCommandLine() {
        fault(post(gums.admin, "admin", "<x/>"), "NOT_A_QUERY");
        fault(post(gums.admin, "admin", body("dropTables")), "no such operation");
        fault(post(gums.admin, "admin", body("manualGroupAdd2", "people")), "needs an argument 2");
        fault(post(gums.admin, "admin", body("manualGroupAdd2", "people", "no name")), "DN_MALFORMED");
        String bomb = "<!DOCTYPE e [<!ENTITY a \"x\">]>";
        fault(post(gums.admin, "admin", body("getVersion").replace("?>", "?>" + bomb)), "DOCTYPE_REFUSED");
        // A page in somebody's browser; changes anywhere but on their listener; another media type.
        fault(post(gums.admin, "admin", body("getVersion"), "Origin", "https://evil.example.org"), "RIGHT_MISSING");
        fault(post(gums.admin, "service", body("updateGroups")), "You are not authorized");
        HttpResponse<String> form = gums.send(
                gums.admin,
                HttpRequest.newBuilder(gums.uri("admin", "/gums/services/GUMSAdmin"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(body("updateGroups")))
                        .build());
        fault(form, "MEDIA_TYPE_UNSUPPORTED");
    }

    private static HttpResponse<String> json(TestCredential caller, String path) {
        return gums.send(
                caller,
                HttpRequest.newBuilder(gums.uri("service", "/gums/json/" + path.replace(" ", "%20")))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | 200 | {\"result\":\"OK\",\"version\":\"1.5.2\"}",
                "mapGridIdentity?resource-x509-id=" + HOST + "&subject-x509-id=" + ALICE
                        + " | 200 | {\"result\":\"OK\",\"username\":\"alice\"}",
                "mapGridIdentity?resource-x509-id=" + HOST
                        + "&subject-x509-id=/CN=Nobody | 200 | {\"result\":\"FAILED\"}",
                "getOsgVoUserMap?hostname=" + HOST + " | 200 | {\"result\":\"OK\",\"map\":{\"people\":[\"alice\"]}}",
                "mapGridIdentity?resource-x509-id=" + HOST + " | 400 | subject-x509-id is missing",
                "nothing | 404 | NOT_FOUND",
                "poolMapper?pool=grid | 403 | RIGHT_MISSING",
            })
    void jsonAsScriptsReadIt(String path, int status, String expected) {
        HttpResponse<String> response = json(gums.gatekeeper, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(expected);
    }

    @Test
    void adminsSeePoolsAndMapsAsJson() {
        assertThat(json(gums.admin, "poolMapper?pool=grid").body()).contains("{\"username\":\"grid001\",\"recycle\":");
        assertThat(json(gums.admin, "poolMapper?pool=none").statusCode()).isEqualTo(400);
        assertThat(json(gums.admin, "manualMapper?mapper=people").body())
                .contains("\"dn\":\"" + ALICE + "\"")
                .contains("\"username\":\"alice\"");
    }

    /** printf %s https://issuer.example.org | sha1sum; the key is "secret", of which the service knows the hash alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dcache/mapping/issuer/ISSUER/user/carol?apikey=secret | 200 | {\"internal\":{\"username\":\"carol1\"",
                "dcache/mapping/issuer/ISSUER/user/dave?apikey=secret | 404 | {\"message\":\"there is no account",
                "dcache/mapping/issuer/0000/user/carol?apikey=secret | 404 | {\"message\":\"the issuer",
                "dcache/mapping/issuer/ISSUER/user/carol?apikey=other | 401 | {\"message\":\"no such API key",
                "dcache/mapping/issuer/ISSUER/user/carol | 401 | {\"message\":",
                "dcache/mapping/nothing?apikey=secret | 404 | {\"message\":",
            })
    void dcacheAsksForTheAccountOfATokensSubject(String path, int status, String expected) {
        String issuer = org.gridauthz.gums.alise.AliseKeys.issuerName("https://issuer.example.org");
        assertThat(issuer).matches("[0-9a-f]{40}");
        HttpResponse<String> response = gums.send(
                gums.alice,
                HttpRequest.newBuilder(gums.uri("alise", "/api/v1/target/" + path.replace("ISSUER", issuer)))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).startsWith(expected);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void nothingElseIsServedWithoutACertificate() {
        HttpResponse<String> response = gums.send(
                gums.alice,
                HttpRequest.newBuilder(gums.uri("alise", "/gums/json/version")).build());
        assertThat(response.statusCode()).isEqualTo(404);
    }
}
