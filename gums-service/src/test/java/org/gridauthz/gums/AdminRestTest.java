package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

/** The administrators' interface over mutual TLS: what it does, whom it refuses, and that every error is a problem document. */
class AdminRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String SAMPLE = GumsInstance.resource("policy/sample-policy.yaml");
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private static final String DORA = "/DC=org/DC=gridauthz/CN=Dora Dune";
    private static final String CARL = "/DC=org/DC=gridauthz/CN=Carl Cms";

    static GumsInstance gums;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(
                directory,
                DATABASE.url(),
                SAMPLE,
                "--gridauthz.access.admins[1].dn=" + DORA,
                "--gridauthz.access.admins[1].vo=dune",
                "--gridauthz.access.admins[1].verbs=READ,MEMBERS",
                "--gridauthz.access.admins[2].dn=" + CARL,
                "--gridauthz.access.admins[2].vo=cms",
                "--gridauthz.access.admins[2].verbs=READ,MEMBERS");
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    private static HttpResponse<String> call(
            TestCredential who, String listener, String method, String path, String type, byte[] body) {
        return gums.send(
                who,
                HttpRequest.newBuilder(gums.uri(listener, path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build());
    }

    private static HttpResponse<String> admin(String method, String path, String type, String body) {
        return call(gums.admin, "admin", method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(GumsInstance.json(response).at("/code").asString()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private static String account(TestCredential proxy, String epoch) {
        HttpResponse<String> response = gums.send(
                gums.gatekeeper,
                HttpRequest.newBuilder(gums.uri("service", "/api/v1/mappings"))
                        .header("Content-Type", JSON)
                        .header("At-Least-Epoch", epoch)
                        .POST(BodyPublishers.ofString(GumsInstance.chainBody(proxy)))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return GumsInstance.json(response).at("/results/0/account").asString();
    }

    @Test
    void aPolicyPutInForceIsWhatTheNextMappingFollows() {
        TestCredential proxy = gums.vo.proxy(gums.alice, "/dune/Role=production", "/dune");
        String changed = SAMPLE.replace("account: dunepro", "account: dunepro2");
        assertThat(changed).isNotEqualTo(SAMPLE);
        HttpResponse<String> diff = admin("POST", "/api/v1/policies/diff", YAML, changed);
        assertThat(GumsInstance.json(diff).at("/differences/0/what").asString()).contains("dune-production");
        HttpResponse<String> stored =
                admin("POST", "/api/v1/policies?activate=true&reason=production+moves", YAML, changed);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(account(proxy, GumsInstance.json(stored).at("/epoch").asString()))
                .isEqualTo("dunepro2");
        HttpResponse<String> list = admin("GET", "/api/v1/policies", JSON, "");
        long first = GumsInstance.json(list).at("/versions/1/version").asLong();
        assertThat(admin("GET", "/api/v1/policies/" + first, JSON, "").body()).isEqualTo(SAMPLE);
        HttpResponse<String> back = admin(
                "PUT", "/api/v1/policies/current", JSON, "{\"version\":" + first + ",\"reason\":\"it was better\"}");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(account(proxy, GumsInstance.json(back).at("/epoch").asString()))
                .isEqualTo("dunepro");
    }

    @Test
    void aWriteUnderOneKeyIsOneWrite() {
        HttpRequest request = HttpRequest.newBuilder(gums.uri("admin", "/api/v1/policies?reason=once"))
                .header("Content-Type", YAML)
                .header("Idempotency-Key", "just-this-once")
                .POST(BodyPublishers.ofString(SAMPLE))
                .build();
        HttpResponse<String> once = gums.send(gums.admin, request);
        HttpResponse<String> twice = gums.send(gums.admin, request);
        assertThat(GumsInstance.json(once).at("/repeated").asBoolean()).isFalse();
        assertThat(GumsInstance.json(twice).at("/repeated").asBoolean()).isTrue();
        assertThat(GumsInstance.json(twice).at("/version").asLong())
                .isEqualTo(GumsInstance.json(once).at("/version").asLong());
    }

    @Test
    void aGridMapfileIsTakenOver() {
        String file = """
            # a site of long ago
            "/DC=org/CN=Old Timer" oldtimer
            "/DC=org/CN=Old Timer" other
            "/dune/Role=production" dunepro
            nonsense
            """;
        String path = "/api/v1/accountmaps/legacy/import";
        HttpResponse<String> dry = admin("POST", path + "?dryRun=true", "text/plain", file);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(200);
        assertThat(GumsInstance.json(dry).at("/epoch").isNull()).isTrue();
        assertThat(admin("GET", "/api/v1/accountmaps/legacy/entries", JSON, "").body())
                .isEqualTo("[]");
        HttpResponse<String> taken = admin("POST", path + "?reason=we+move", "text/plain", file);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(GumsInstance.json(taken).at("/entries").asInt()).isEqualTo(1);
        assertThat(GumsInstance.json(taken).at("/refused").asInt()).isEqualTo(2);
        assertThat(GumsInstance.json(taken).at("/patterns/0/account").asString())
                .isEqualTo("dunepro");
        assertThat(admin("GET", "/api/v1/accountmaps/legacy/entries", JSON, "").body())
                .contains("oldtimer")
                .doesNotContain("other");
        refused(admin("POST", path, "text/plain", file), 400, "FIELD_MISSING");
    }

    @Test
    void poolsGrowAndShrink() {
        String range = "{\"range\":\"extra01-20\",\"reason\":\"a new rack\"}";
        HttpResponse<String> added = admin("POST", "/api/v1/pools/extra/accounts", JSON, range);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(GumsInstance.json(added).at("/accounts").asInt()).isEqualTo(20);
        assertThat(GumsInstance.json(added).at("/epoch").asString()).contains(":");
        refused(admin("POST", "/api/v1/pools/extra/accounts", JSON, range), 409, "ALREADY_EXISTS");
        HttpResponse<String> listed = admin("GET", "/api/v1/pools/extra/accounts", JSON, "");
        assertThat(GumsInstance.json(listed).at("/accounts").size()).isEqualTo(20);
        assertThat(admin("GET", "/api/v1/pools", JSON, "").body()).contains("\"extra\"");
        HttpResponse<String> removed = admin("DELETE", "/api/v1/pools/extra/accounts/extra01-20?reason=gone", JSON, "");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        refused(admin("DELETE", "/api/v1/pools/extra/accounts/extra01-20?reason=gone", JSON, ""), 404, "NOT_FOUND");
    }

    @Test
    void rightsAreGrantedWithdrawnAndInForceAtOnce() throws Exception {
        TestCredential zoe = gums.ca.person("/DC=org/DC=gridauthz/CN=Zoe Zimmer");
        String grant =
                "{\"dn\":\"/DC=org/DC=gridauthz/CN=Zoe Zimmer\",\"vo\":\"%s\",\"verbs\":[%s],\"reason\":\"new\"}";
        HttpResponse<String> granted =
                admin("PUT", "/api/v1/admins", JSON, grant.formatted("all", "\"READ\",\"ADMINS\""));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        reach(granted);
        assertThat(call(zoe, "admin", "GET", "/api/v1/policies", JSON, new byte[0])
                        .statusCode())
                .isEqualTo(200);
        byte[] more = grant.formatted("dune", "\"POLICY\"").getBytes(StandardCharsets.UTF_8);
        refused(call(zoe, "admin", "PUT", "/api/v1/admins", JSON, more), 403, "RIGHT_MISSING");
        assertThat(admin("GET", "/api/v1/admins", JSON, "").body())
                .contains("Zoe Zimmer")
                .contains("Ada Admin");
        reach(admin("DELETE", "/api/v1/admins?dn=/DC=org/DC=gridauthz/CN=Zoe+Zimmer&vo=all&reason=left", JSON, ""));
        refused(call(zoe, "admin", "GET", "/api/v1/policies", JSON, new byte[0]), 403, "RIGHT_MISSING");
        refused(
                admin("DELETE", "/api/v1/admins?dn=/DC=org/DC=gridauthz/CN=Zoe+Zimmer&vo=all&reason=left", JSON, ""),
                404,
                "NOT_FOUND");
    }

    private static void reach(HttpResponse<String> changed) throws Exception {
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        Epoch epoch = Epoch.parse(GumsInstance.json(changed).at("/epoch").asString());
        assertThat(gums.context.getBean(Follower.class).atLeast(epoch, Duration.ofSeconds(10)))
                .isEqualTo(AtLeast.REACHED);
    }

    @Test
    void refusesWhoeverMayNot() {
        refused(call(gums.alice, "admin", "GET", "/api/v1/policies", JSON, new byte[0]), 403, "RIGHT_MISSING");
        byte[] turn = "{\"version\":1,\"reason\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        refused(call(gums.gatekeeper, "admin", "PUT", "/api/v1/policies/current", JSON, turn), 403, "RIGHT_MISSING");
        // An administrator, but on the listener that every worker node reaches.
        refused(call(gums.admin, "service", "PUT", "/api/v1/policies/current", JSON, turn), 403, "RIGHT_MISSING");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /api/v1/nothing              | application/json |                                  | 404 | NOT_FOUND
        GET    | /                            | application/json |                                  | 404 | NOT_FOUND
        GET    | /api/v1/policies/99999       | application/json |                                  | 404 | NOT_FOUND
        GET    | /api/v1/policies/one         | application/json |                                  | 400 | PARAMETER_INVALID
        GET    | /api/v1/policies?limit=0     | application/json |                                  | 400 | PARAMETER_INVALID
        PATCH  | /api/v1/policies             | application/json | {}                               | 405 | METHOD_NOT_ALLOWED
        PUT    | /api/v1/policies/current     | text/plain       | {}                               | 415 | MEDIA_TYPE_UNSUPPORTED
        PUT    | /api/v1/policies/current     | application/json | {"version":1,"x":2}              | 400 | FIELD_UNKNOWN
        PUT    | /api/v1/policies/current     | application/json | {"version":"x"}                  | 400 | FIELD_INVALID
        PUT    | /api/v1/policies/current     | application/json | {"version":1,"version":2}        | 400 | JSON_MALFORMED
        PUT    | /api/v1/policies/current     | application/json | {"reason":"why"}                 | 400 | FIELD_MISSING
        PUT    | /api/v1/policies/current     | application/json | {"version":1}                    | 400 | FIELD_MISSING
        PUT    | /api/v1/policies/current     | application/json | {"version":1,"reason":"a\\u0007"} | 400 | FIELD_INVALID
        PUT    | /api/v1/policies/current     | application/json | {"version":                      | 400 | JSON_MALFORMED
        PUT    | /api/v1/policies/current     | application/json | [[[[[[[[[[1]]]]]]]]]]            | 400 | FIELD_INVALID
        PUT    | /api/v1/policies/current     | application/json | {"version":99999,"reason":"why"} | 404 | NOT_FOUND
        POST   | /api/v1/policies?reason=why  | application/yaml | format: 7                        | 400 | POLICY_INVALID
        POST   | /api/v1/pools/x/accounts     | application/json | {"range":"a1-0","reason":"why"}  | 400 | FIELD_INVALID
        """)
    void badInputIsAProblemDocument(String method, String path, String type, String body, int status, String code) {
        refused(admin(method, path, type, body == null ? "" : body), status, code);
    }

    @Test
    void largeAndUnreadableBodies() {
        byte[] large = new byte[10 << 20];
        refused(call(gums.admin, "admin", "PUT", "/api/v1/policies/current", JSON, large), 413, "BODY_TOO_LARGE");
        refused(call(gums.gatekeeper, "service", "POST", "/api/v1/mappings", JSON, large), 413, "BODY_TOO_LARGE");
        byte[] latin1 = "{\"reason\":\"caf\u00e9\",\"version\":1}".getBytes(StandardCharsets.ISO_8859_1);
        refused(call(gums.admin, "admin", "PUT", "/api/v1/policies/current", JSON, latin1), 400, "JSON_MALFORMED");
        byte[] yaml = "# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        refused(call(gums.admin, "admin", "POST", "/api/v1/policies/lint", YAML, yaml), 400, "POLICY_INVALID");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"subjects":[{"dn":"/CN=a\\u0007"}]}                        | DN_MALFORMED
        {"subjects":[{"dn":"/CN=a/CN=b","fqans":["/dune/../cms"]}]} | FQAN_MALFORMED
        {"subjects":[{"dn":"/CN=a/CN=b","x":1}]}                    | FIELD_UNKNOWN
        {"subjects":[[[[[[[[[[[[1]]]]]]]]]]]]}                      | FIELD_INVALID
        """)
    void badMappingCallsAreProblemDocuments(String body, String code) {
        refused(gums.map(gums.gatekeeper, body), 400, code);
    }

    @Test
    void aMemberEnteredIsMappedFromItsEpochOnAndNotAfterItsRemoval() {
        String dn = "/DC=org/DC=gridauthz/CN=Olga Operator";
        String body = "{\"dn\":\"" + dn + "\",\"reason\":\"runs this site\"}";
        refused(
                call(
                        gums.gatekeeper,
                        "admin",
                        "POST",
                        "/api/v1/groups/admins/members",
                        JSON,
                        body.getBytes(StandardCharsets.UTF_8)),
                403,
                "RIGHT_MISSING");
        HttpResponse<String> entered = admin("POST", "/api/v1/groups/admins/members", JSON, body);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        String question = "{\"subjects\":[{\"dn\":\"" + dn + "\"}]}";
        assertThat(mapped(question, GumsInstance.json(entered).at("/epoch").asString()))
                .contains("gridadmin");
        assertThat(admin("GET", "/api/v1/groups/admins/members", JSON, "").body())
                .contains(dn);
        HttpResponse<String> removed = admin(
                "DELETE",
                "/api/v1/groups/admins/members?reason=left&dn="
                        + java.net.URLEncoder.encode(dn, StandardCharsets.UTF_8),
                JSON,
                "");
        assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
        assertThat(mapped(question, GumsInstance.json(removed).at("/epoch").asString()))
                .doesNotContain("gridadmin");
    }

    @Test
    void copiedListsSayHowTheyStand() {
        assertThat(admin("GET", "/api/v1/memberlists", JSON, "").body()).contains("dune");
        refused(admin("POST", "/api/v1/memberlists/nobody/accept?size=1&reason=x", JSON, ""), 404, "NOT_FOUND");
    }

    private static String mapped(String question, String epoch) {
        return gums.send(
                        gums.gatekeeper,
                        HttpRequest.newBuilder(gums.uri("service", "/api/v1/mappings"))
                                .header("Content-Type", JSON)
                                .header("At-Least-Epoch", epoch)
                                .POST(BodyPublishers.ofString(question))
                                .build())
                .body();
    }

    @Test
    void poolAndManualWritesUnderOneKeyAreOneWrite() {
        record Call(String method, String path, String body) {}
        String dn = "/DC=org/CN=Only Once";
        String name = dn.replace("/", "%2F").replace(" ", "%20").replace("=", "%3D");
        for (Call call : List.of(
                new Call("POST", "/api/v1/pools/once/accounts", "{\"range\":\"once1-3\",\"reason\":\"r\"}"),
                new Call("PUT", "/api/v1/pools/once/locks/once2", "{\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/pools/once/locks/once2?reason=r", ""),
                new Call("DELETE", "/api/v1/pools/once/accounts/once1-3?reason=r", ""),
                new Call("POST", "/api/v1/groups/once/members", "{\"dn\":\"" + dn + "\",\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/groups/once/members?reason=r&dn=" + name, ""),
                new Call(
                        "POST",
                        "/api/v1/accountmaps/once/entries",
                        "{\"dn\":\"" + dn + "\",\"account\":\"once\",\"reason\":\"r\"}"),
                new Call("DELETE", "/api/v1/accountmaps/once/entries?reason=r&dn=" + name, ""))) {
            String key = "once " + call.method() + call.path();
            HttpResponse<String> first = keyed(key, call.method(), call.path(), call.body());
            assertThat(first.statusCode()).as(call + first.body()).isEqualTo(200);
            assertThat(GumsInstance.json(first).at("/repeated").asBoolean()).isFalse();
            HttpResponse<String> again = keyed(key, call.method(), call.path(), call.body());
            assertThat(again.statusCode()).as(call + again.body()).isEqualTo(200);
            assertThat(GumsInstance.json(again).at("/repeated").asBoolean())
                    .as(call.toString())
                    .isTrue();
            assertThat(GumsInstance.json(again).at("/epoch"))
                    .isEqualTo(GumsInstance.json(first).at("/epoch"));
            refused(
                    keyed(key, "POST", "/api/v1/groups/once/members", "{\"dn\":\"/CN=Other\",\"reason\":\"other\"}"),
                    409,
                    "CONFLICT");
        }
    }

    private static HttpResponse<String> keyed(String key, String method, String path, String body) {
        return gums.send(
                gums.admin,
                HttpRequest.newBuilder(gums.uri("admin", path))
                        .header("Content-Type", JSON)
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void aVosAdministratorKeepsThatVosListsAndNothingElse() {
        TestCredential dora = gums.ca.person(DORA);
        TestCredential carl = gums.ca.person(CARL);
        byte[] nothing = new byte[0];
        HttpResponse<String> hers = call(dora, "admin", "POST", "/api/v1/memberlists/refresh", JSON, nothing);
        assertThat(hers.statusCode()).as(hers.body()).isEqualTo(200);
        assertThat(GumsInstance.json(hers).propertyNames()).contains("dune");
        HttpResponse<String> his = call(carl, "admin", "POST", "/api/v1/memberlists/refresh", JSON, nothing);
        assertThat(GumsInstance.json(his).isEmpty()).as(his.body()).isTrue();
        String accept = "/api/v1/memberlists/dune/accept?size=1&reason=seen";
        refused(call(dora, "admin", "POST", accept, JSON, nothing), 409, "CONFLICT");
        refused(call(carl, "admin", "POST", accept, JSON, nothing), 403, "RIGHT_MISSING");
        refused(call(gums.gatekeeper, "admin", "POST", accept, JSON, nothing), 403, "RIGHT_MISSING");
        refused(
                call(
                        dora,
                        "admin",
                        "POST",
                        "/api/v1/groups/admins/members",
                        JSON,
                        "{\"dn\":\"/CN=x\",\"reason\":\"r\"}".getBytes(StandardCharsets.UTF_8)),
                403,
                "RIGHT_MISSING");
    }
}
