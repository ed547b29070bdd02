package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.gums.AdminDesk.refused;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the administrators' interface refuses, and that every error is a problem document. */
class AdminRefusalsTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";
    private static final String DORA = "/DC=org/DC=gridauthz/CN=Dora Dune";
    private static final String CARL = "/DC=org/DC=gridauthz/CN=Carl Cms";

    private static GumsInstance gums;
    private static AdminDesk desk;

    @BeforeAll
    static void start() {
        gums = new GumsInstance(
                directory,
                DATABASE.url(),
                GumsInstance.resource("policy/sample-policy.yaml"),
                "--gridauthz.access.admins[1].dn=" + DORA,
                "--gridauthz.access.admins[1].vo=dune",
                "--gridauthz.access.admins[1].verbs=READ,MEMBERS",
                "--gridauthz.access.admins[2].dn=" + CARL,
                "--gridauthz.access.admins[2].vo=cms",
                "--gridauthz.access.admins[2].verbs=READ,MEMBERS");
        desk = new AdminDesk(gums);
    }

    @AfterAll
    static void stop() {
        gums.close();
    }

    @Test
    void refusesWhoeverMayNot() {
        refused(desk.call(gums.alice, "admin", "GET", "/api/v1/policies", JSON, new byte[0]), 403, "RIGHT_MISSING");
        byte[] turn = "{\"version\":1,\"reason\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        refused(
                desk.call(gums.gatekeeper, "admin", "PUT", "/api/v1/policies/current", JSON, turn),
                403,
                "RIGHT_MISSING");
        // An administrator, but on the listener that every worker node reaches.
        refused(desk.call(gums.admin, "service", "PUT", "/api/v1/policies/current", JSON, turn), 403, "RIGHT_MISSING");
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
        refused(desk.admin(method, path, type, body == null ? "" : body), status, code);
    }

    @Test
    void largeAndUnreadableBodies() {
        byte[] large = new byte[10 << 20];
        refused(desk.call(gums.admin, "admin", "PUT", "/api/v1/policies/current", JSON, large), 413, "BODY_TOO_LARGE");
        refused(desk.call(gums.gatekeeper, "service", "POST", "/api/v1/mappings", JSON, large), 413, "BODY_TOO_LARGE");
        byte[] latin1 = "{\"reason\":\"caf\u00e9\",\"version\":1}".getBytes(StandardCharsets.ISO_8859_1);
        refused(desk.call(gums.admin, "admin", "PUT", "/api/v1/policies/current", JSON, latin1), 400, "JSON_MALFORMED");
        byte[] yaml = "# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        refused(desk.call(gums.admin, "admin", "POST", "/api/v1/policies/lint", YAML, yaml), 400, "POLICY_INVALID");
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
    void aVosAdministratorKeepsThatVosListsAndNothingElse() {
        TestCredential dora = gums.ca.person(DORA);
        TestCredential carl = gums.ca.person(CARL);
        byte[] nothing = new byte[0];
        HttpResponse<String> hers = desk.call(dora, "admin", "POST", "/api/v1/memberlists/refresh", JSON, nothing);
        assertThat(hers.statusCode()).as(hers.body()).isEqualTo(200);
        assertThat(GumsInstance.json(hers).propertyNames()).contains("dune");
        HttpResponse<String> his = desk.call(carl, "admin", "POST", "/api/v1/memberlists/refresh", JSON, nothing);
        assertThat(GumsInstance.json(his).isEmpty()).as(his.body()).isTrue();
        String accept = "/api/v1/memberlists/dune/accept?size=1&reason=seen";
        refused(desk.call(dora, "admin", "POST", accept, JSON, nothing), 409, "CONFLICT");
        refused(desk.call(carl, "admin", "POST", accept, JSON, nothing), 403, "RIGHT_MISSING");
        refused(desk.call(gums.gatekeeper, "admin", "POST", accept, JSON, nothing), 403, "RIGHT_MISSING");
        refused(
                desk.call(
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
