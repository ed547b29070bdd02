package org.gridauthz.voms.vo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a VO keeps besides people, its rules, and the mistakes callers make. */
class VoKeepingRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static VomsSite voms;
    static TestCredential vera;
    static TestCredential alice;
    static String aliceId;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        voms.found("cms", Map.of());
        vera = voms.person("Vera Vo");
        alice = voms.person("Alice Adams");
        aliceId = voms.enter("cms", "Alice Adams");
        group("/cms/higgs");
        role("production");
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static void group(String path) {
        voms.done(vera, "POST", "/api/v1/vos/cms/groups", Map.of("path", path, "reason", "wanted"));
    }

    private static void role(String name) {
        voms.done(vera, "POST", "/api/v1/vos/cms/roles", Map.of("name", name, "reason", "wanted"));
    }

    @Test
    void rulesAreChangedOneByOneAndAFrozenVoStands() {
        voms.found("frozen", Map.of("membershipDays", 30));
        voms.refused(
                voms.call(vera, "PUT", "/api/v1/vos/frozen", Map.of("rules", Map.of("graceDays", -1), "reason", "x")),
                400,
                "FIELD_INVALID");
        voms.refused(
                voms.call(vera, "PUT", "/api/v1/vos/frozen", Map.of("rules", Map.of("nothing", 1), "reason", "x")),
                400,
                "FIELD_INVALID");
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/frozen",
                Map.of("rules", Map.of("graceDays", 3), "state", "FROZEN", "reason", "an incident"));
        JsonNode vo = voms.get(vera, "/api/v1/vos/frozen");
        assertThat(vo.at("/rules/graceDays").asInt()).isEqualTo(3);
        assertThat(vo.at("/rules/membershipDays").asInt()).isEqualTo(30);
        Map<String, String> role = Map.of("name", "r", "reason", "x");
        voms.refused(voms.call(vera, "POST", "/api/v1/vos/frozen/roles", role), 409, "CONFLICT");
        voms.done(voms.site.admin, "POST", "/api/v1/vos/frozen/roles", role);
    }

    @Test
    void attributesAndInstitutionsAreKept() {
        voms.done(
                vera,
                "POST",
                "/api/v1/vos/cms/attribute-classes",
                Map.of("name", "nickname", "unique", true, "reason", "logins"));
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/attributes",
                Map.of("name", "nickname", "value", "alice", "person", aliceId, "reason", "hers"));
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/attributes",
                Map.of("name", "nickname", "value", "h", "group", "/cms/higgs", "role", "production", "reason", "x"));
        assertThat(voms.get(alice, "/api/v1/vos/cms/attributes?person=" + aliceId)
                        .at("/0/value")
                        .asString())
                .isEqualTo("alice");
        String lab = voms.done(
                        vera, "POST", "/api/v1/vos/cms/institutions", Map.of("name", "A Lab", "reason", "joined"))
                .at("/id")
                .asString();
        voms.done(
                vera,
                "PUT",
                "/api/v1/vos/cms/institutions/" + lab + "/representatives/" + aliceId,
                Map.of("reason", "elected"));
        assertThat(voms.get(alice, "/api/v1/vos/cms/institutions")
                        .at("/0/representatives/0")
                        .asString())
                .isEqualTo(aliceId);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /api/v1/vos/none/people                      | {}                                    | 404 | NOT_FOUND
                    GET    | /api/v1/vos/cms/people?limit=0               | {}                                    | 400 | PARAMETER_INVALID
                    GET    | /api/v1/vos/cms/people?group=/atlas          | {}                                    | 400 | FIELD_INVALID
                    GET    | /api/v1/vos/cms/people?dn=x                  | {}                                    | 400 | DN_MALFORMED
                    GET    | /api/v1/vos/cms/people/0                     | {}                                    | 404 | NOT_FOUND
                    POST   | /api/v1/vos/cms/people                       | {"givenName":"x"}                     | 400 | FIELD_MISSING
                    POST   | /api/v1/vos/cms/groups                       | {"path":"/cms/a/b","reason":"x"}      | 404 | NOT_FOUND
                    POST   | /api/v1/vos/cms/groups                       | {"path":"/cms","reason":"x"}          | 400 | FIELD_INVALID
                    POST   | /api/v1/vos/cms/groups                       | {"path":"/cms/higgs","reason":"x"}    | 409 | ALREADY_EXISTS
                    POST   | /api/v1/vos/cms/roles                        | {"name":"NULL","reason":"x"}          | 400 | FIELD_INVALID
                    POST   | /api/v1/vos/cms/roles                        | {"name":"a b","reason":"x"}           | 400 | FIELD_INVALID
                    POST   | /api/v1/vos                                  | {"name":"..","reason":"x"}            | 400 | FIELD_INVALID
                    PUT    | /api/v1/vos/cms/acl                          | {"group":"/cms","kind":"X"}           | 400 | FIELD_INVALID
                    """)
    void mistakesAreToldApart(String method, String path, String body, int status, String code) {
        voms.refused(voms.service.call(voms.site.admin, method, path, body), status, code);
    }

    @Test
    void theSitesRightsChangeThingsOnTheAdminListenerOnly() {
        String body = "{\"name\":\"r9\",\"reason\":\"x\"}";
        voms.refused(voms.service.ask(voms.site.admin, "/api/v1/vos/cms/roles", body), 403, "RIGHT_MISSING");
        assertThat(voms.service.ask(vera, "/api/v1/vos/cms/roles", body).statusCode())
                .isEqualTo(201);
    }
}
