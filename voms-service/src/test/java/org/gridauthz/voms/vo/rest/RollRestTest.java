package org.gridauthz.voms.vo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.voms.VomsSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whole lists of people in and out. */
class RollRestTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    static VomsSite voms;
    static TestCredential vera;

    @BeforeAll
    static void start() {
        voms = new VomsSite(directory, DATABASE.url());
        vera = voms.person("Vera Vo");
        for (String vo : List.of("one", "two", "three", "four")) {
            voms.found(vo, Map.of());
        }
    }

    @AfterAll
    static void stop() {
        voms.close();
    }

    private static HttpResponse<String> table(TestCredential who, String vo, String query, String csv) {
        return voms.service.send(
                who,
                HttpRequest.newBuilder(voms.service.uri("admin", "/api/v1/vos/" + vo + "/roll" + query))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(csv))
                        .build());
    }

    private static final String CSV = """
            person,givenName,familyName,email,institution,name,issuer,memberships
            1,Jane,Doe,jane@example.org,A Lab,/CN=Jane,/CN=CA,/one/a /one/a/Role=prod
            1,,,,,/CN=Jane's robot,/CN=CA,
            2,"John ""J"",",Roe,john@example.org,,"/CN=Roe, John",/CN=CA,/one
            3,Bad,Mail,nonsense,,/CN=Bad,/CN=CA,
            4,Far,Away,far@example.org,,/CN=Far,/CN=CA,/atlas
            """;

    @Test
    void aTableComesInAndGoesOut() {
        voms.refused(table(voms.person("Alice Adams"), "one", "?reason=x", CSV), 403, "RIGHT_MISSING");
        voms.refused(table(vera, "one", "", CSV), 400, "FIELD_MISSING");
        JsonNode report = RunningService.json(table(vera, "one", "?prepare=true&reason=a+list", CSV));
        assertThat(report.at("/taken").asInt()).as(report.toString()).isEqualTo(2);
        assertThat(report.at("/refused")).hasSize(2);
        assertThat(report.at("/made").toString()).contains("/one/a").contains("prod");
        assertThat(RunningService.json(table(vera, "one", "?reason=again", CSV))
                        .at("/known")
                        .asInt())
                .isEqualTo(2);
        String csv =
                voms.call(vera, "GET", "/api/v1/vos/one/roll?format=csv", null).body();
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv).contains("\"John \"\"J\"\",\"").contains("/one /one/a /one/a/Role=prod");
        // What went out comes in elsewhere, as a table and as JSON.
        String forTwo = csv.replace("/one", "/two");
        assertThat(RunningService.json(table(vera, "two", "?prepare=true&reason=moved", forTwo))
                        .at("/taken")
                        .asInt())
                .isEqualTo(2);
        JsonNode roll = voms.get(vera, "/api/v1/vos/two/roll");
        assertThat(roll.at("/people")).hasSize(2);
        String json = roll.toString().replace("/two", "/three");
        HttpResponse<String> third =
                voms.service.call(vera, "POST", "/api/v1/vos/three/roll?prepare=true&reason=moved", json);
        assertThat(RunningService.json(third).at("/taken").asInt())
                .as(third.body())
                .isEqualTo(2);
        voms.refused(voms.call(voms.person("Alice Adams"), "GET", "/api/v1/vos/one/roll", null), 403, "RIGHT_MISSING");
        voms.refused(voms.call(vera, "GET", "/api/v1/vos/one/roll?format=xml", null), 400, "PARAMETER_INVALID");
        voms.refused(table(vera, "one", "?reason=x", "\"unclosed"), 400, "FIELD_INVALID");
    }

    @Test
    void vomsAdminsUserDumpComesIn() {
        Map<String, Object> user = Map.of(
                "id",
                7,
                "name",
                "Jane",
                "surname",
                "Doe",
                "emailAddress",
                "jane@example.org",
                "endTime",
                1900000000000L,
                "suspended",
                true,
                "suspensionReasonCode",
                "MEMBERSHIP_EXPIRATION",
                "certificates",
                List.of(Map.of("subjectString", "/CN=Jane", "issuerString", "/CN=CA", "suspended", false)),
                "fqans",
                List.of("/four", "/four/b/Role=prod"),
                "attributes",
                List.of(Map.of("name", "nick", "value", "jd")));
        JsonNode report = voms.done(
                vera,
                "POST",
                "/api/v1/vos/four/roll/voms-admin-users?reason=we+move",
                Map.of("count", 1, "result", List.of(user)));
        assertThat(report.at("/taken").asInt()).as(report.toString()).isEqualTo(1);
        JsonNode jane = voms.get(vera, "/api/v1/vos/four/people?search=jane").at("/people/0");
        assertThat(jane.at("/suspension/code").asString()).isEqualTo("MEMBERSHIP_EXPIRATION");
        assertThat(jane.toString()).contains("/four/b").contains("prod");
        voms.refused(
                voms.call(vera, "POST", "/api/v1/vos/four/roll/voms-admin-users?reason=x", Map.of("a", 1)),
                400,
                "FIELD_INVALID");
    }

    @Test
    void onlyTheSitesAdministratorsLetUsConnectToADatabase() {
        Map<String, Object> source =
                Map.of("host", "db.example.org", "database", "voms_one", "user", "u", "reason", "x");
        voms.refused(voms.call(vera, "POST", "/api/v1/vos/one/roll/voms-admin-database", source), 403, "RIGHT_MISSING");
        Map<String, Object> bad =
                Map.of("host", "db/?autoDeserialize=true", "database", "x", "user", "u", "reason", "x");
        voms.refused(
                voms.call(voms.site.admin, "POST", "/api/v1/vos/one/roll/voms-admin-database", bad),
                400,
                "FIELD_INVALID");
    }
}
