package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.saz.decision.SightingQueue;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a security officer does, over mutual TLS. */
class OfficerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DUNE_OFFICER = "/DC=org/DC=gridauthz/CN=Dora Dune";
    private static final String SECOND = "/DC=org/DC=gridauthz/CN=Second Officer";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService saz;
    private static TestCredential officer;
    private static TestCredential dora;
    private static TestCredential second;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        officer = site.admin;
        dora = site.ca.person(DUNE_OFFICER);
        second = site.ca.person(SECOND);
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.access.admins[1].dn=" + DUNE_OFFICER,
                "--gridauthz.access.admins[1].vo=dune",
                "--gridauthz.access.admins[1].verbs=READ,BANS",
                "--gridauthz.access.admins[2].dn=" + SECOND,
                "--gridauthz.access.admins[2].verbs=READ,BANS");
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @Test
    void aBanIsInForceWithItsEpochAndIsLiftedByItsTurnOnly() {
        HttpResponse<String> made = post("/api/v1/bans", ban("dn", "/DC=org/CN=Mallory"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode done = RunningService.json(made);
        String id = done.path("id").asString();
        String epoch = done.path("epoch").asString();
        assertThat(made.headers().firstValue("Epoch")).contains(epoch);
        assertThat(decision("/DC=org/CN=Mallory", epoch)).isEqualTo("deny");

        HttpResponse<String> wrongTurn = post("/api/v1/bans/" + id + "/lift", Map.of("turn", 7, "reason", "r"));
        assertThat(wrongTurn.statusCode()).isEqualTo(409);
        assertThat(code(wrongTurn)).isEqualTo("NOT_IN_FORCE");
        assertThat(decision("/DC=org/CN=Mallory", epoch)).isEqualTo("deny");

        HttpResponse<String> lifted = post("/api/v1/bans/" + id + "/lift", Map.of("turn", 1, "reason", "it was Bob"));
        assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(200);
        assertThat(decision(
                        "/DC=org/CN=Mallory",
                        RunningService.json(lifted).path("epoch").asString()))
                .isEqualTo("permit");
        assertThat(code(post("/api/v1/bans/" + id + "/lift", Map.of("turn", 1, "reason", "again"))))
                .isEqualTo("NOT_IN_FORCE");

        JsonNode history = RunningService.json(saz.get(officer, "/api/v1/bans/" + id));
        assertThat(history.path("inForce").asBoolean()).isFalse();
        assertThat(history.at("/turns/0/reason").asString()).isEqualTo("seen mining");
        assertThat(history.at("/turns/1/reason").asString()).isEqualTo("it was Bob");
        assertThat(history.at("/turns/1/byWhom").asString()).isEqualTo(TestSite.ADMIN);
        assertThat(DATABASE.jdbc()
                        .sql("SELECT verb FROM admin_audit WHERE target = 'dn /DC=org/CN=Mallory' ORDER BY seq")
                        .query(String.class)
                        .list())
                .containsExactly("ban", "lift");
    }

    @Test
    void aBanEndsByTimeAndItsEndCanBeMoved() {
        String far = Instant.now().plusSeconds(100_000).toString();
        HttpResponse<String> made = post(
                "/api/v1/bans",
                Map.of("kind", "dn", "value", "/CN=Ends", "reason", "r", "ticket", "T-1", "until", far));
        JsonNode done = RunningService.json(made);
        String id = done.path("id").asString();
        assertThat(code(post("/api/v1/bans", ban("dn", "/CN=Ends")))).isEqualTo("BAN_CONTRADICTS");
        HttpResponse<String> open = post("/api/v1/bans/" + id + "/end", Map.of("turn", 1, "reason", "no end"));
        assertThat(open.statusCode()).as(open.body()).isEqualTo(200);
        assertThat(RunningService.json(open).path("turn").asInt()).isEqualTo(2);
        assertThat(code(post("/api/v1/bans", ban("dn", "/CN=Ends")))).isEqualTo("ALREADY_EXISTS");
        String past = Instant.now().minusSeconds(5).toString();
        assertThat(code(post("/api/v1/bans/" + id + "/end", Map.of("turn", 2, "reason", "r", "until", past))))
                .isEqualTo("FIELD_INVALID");
    }

    @Test
    void theSameKeyIsTheSameBanHoweverOftenItComes() {
        List<String> epochs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = keyed("night-1", ban("dn", "/CN=Once"));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            epochs.add(RunningService.json(response).path("epoch").asString());
        }
        assertThat(epochs).containsOnly(epochs.getFirst());
        assertThat(code(keyed("night-1", ban("dn", "/CN=Other")))).isEqualTo("CONFLICT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dn             | CN=Eve,DC=org                |       | BAN_MALFORMED",
                "dn             | /DC=org/CN=                  |       | BAN_MALFORMED",
                "dn             | /DC=org/CN=*                 |       | BAN_PATTERN",
                "dn             | /DC=org/CN=.*                |       | BAN_PATTERN",
                "dn             | /*                           |       | BAN_MALFORMED",
                "dn             | /DC=org/*                    |       | BAN_PATTERN",
                "certificate    | /DC=org/CN=CA                |       | BAN_MALFORMED",
                "certificate    | /DC=org/CN=CA                | 0x7f  | BAN_MALFORMED",
                "vo             | *                            |       | BAN_MALFORMED",
                "vo             | dune                         |       | CONFIRMATION_REQUIRED",
                "fqan           | /*                           |       | BAN_MALFORMED",
                "fqan           | /dune/../x                   |       | BAN_MALFORMED",
                "fqan           | /dune                        |       | CONFIRMATION_REQUIRED",
                "fqan           | /dune/*                      |       | CONFIRMATION_REQUIRED",
                "ca             | /DC=org/CN=CA                |       | CONFIRMATION_REQUIRED",
                "issuer         | https://iss.example.org      |       | CONFIRMATION_REQUIRED",
                "issuer         | *                            |       | BAN_MALFORMED",
                "issuer         | https://*                    |       | BAN_PATTERN",
                "issuer+subject | https://iss.example.org      | *     | BAN_PATTERN",
                "host           | ce1.example.org              |       | FIELD_INVALID",
            })
    void whatIsNoBanIsRefusedWithItsCode(String kind, String value, String qualifier, String expected) {
        Map<String, Object> body = new java.util.HashMap<>(ban(kind, value));
        if (qualifier != null) {
            body.put("qualifier", qualifier);
        }
        assertThat(code(post("/api/v1/bans", body))).isEqualTo(expected);
        assertThat(DATABASE.jdbc()
                        .sql("SELECT COUNT(*) FROM ban_turn WHERE banned = ?")
                        .param(value)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void reasonTicketAndRightAreRequired() {
        assertThat(code(post("/api/v1/bans", Map.of("kind", "dn", "value", "/CN=x", "ticket", "T"))))
                .isEqualTo("FIELD_MISSING");
        assertThat(code(post("/api/v1/bans", Map.of("kind", "dn", "value", "/CN=x", "reason", "r"))))
                .isEqualTo("FIELD_MISSING");
        assertThat(code(saz.call(site.gatekeeper, "POST", "/api/v1/bans", json(ban("dn", "/CN=x")))))
                .isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.get(site.gatekeeper, "/api/v1/bans"))).isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.ask(officer, "/api/v1/bans", json(ban("dn", "/CN=x")))))
                .isEqualTo("RIGHT_MISSING");
    }

    @Test
    void anOfficerOfOneVoBansInsideItOnly() {
        assertThat(saz.call(dora, "POST", "/api/v1/bans", json(ban("fqan", "/dune/test/Role=pilot")))
                        .statusCode())
                .isEqualTo(201);
        assertThat(code(saz.call(dora, "POST", "/api/v1/bans", json(ban("fqan", "/cms/Role=pilot")))))
                .isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.call(dora, "POST", "/api/v1/bans", json(ban("dn", "/CN=x")))))
                .isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.get(dora, "/api/v1/bans"))).isEqualTo("RIGHT_MISSING");
        JsonNode mine = RunningService.json(saz.get(dora, "/api/v1/bans?vo=dune"));
        assertThat(mine.path("bans").toString()).contains("/dune/test/Role=pilot");
    }

    @Test
    void aDryRunTellsWhomOfTheLastDayABanWouldHit() {
        saz.ask(site.storage, "/api/v1/decisions", """
                {"subjects": [{"dn": "/DC=dry/CN=One", "issuer": "/DC=dry/CN=CA", "fqans": ["/dune"]},
                              {"dn": "/DC=dry/CN=Two", "issuer": "/DC=dry/CN=CA"},
                              {"dn": "/DC=dry/CN=Three", "issuer": "/DC=dry/CN=CB"}]}""");
        saz.part(SightingQueue.class).flush();
        JsonNode tried =
                RunningService.json(post("/api/v1/bans/dry-run", Map.of("kind", "ca", "value", "/DC=dry/CN=CA")));
        assertThat(tried.at("/breadth").asString()).isEqualTo("WHOLE");
        assertThat(tried.at("/hits/hit").asInt()).isEqualTo(2);
        assertThat(tried.at("/hits/byVo/dune").asInt()).isOne();
        assertThat(tried.at("/hits/some").toString()).contains("/DC=dry/CN=One", "/DC=dry/CN=Two");
        assertThat(decision("/DC=dry/CN=One", null)).isEqualTo("permit");
    }

    @Test
    void manyAtOnceHaveAnOutcomeEach() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            rows.add(Map.of("kind", "dn", "value", "/DC=bulk/CN=" + i));
        }
        rows.add(Map.of("kind", "dn", "value", "/DC=bulk/CN=3"));
        rows.add(Map.of("kind", "dn", "value", "not a name"));
        rows.add(Map.of("kind", "vo", "value", "lsst"));
        rows.add(Map.of("kind", "dn", "value", "/DC=bulk/CN=4", "until", "2999-01-01T00:00:00Z"));
        HttpResponse<String> response = post("/api/v1/bans/bulk", Map.of("reason", "r", "ticket", "T-1", "bans", rows));
        JsonNode outcome = RunningService.json(response);
        assertThat(outcome.path("banned").asInt()).as(response.body()).isEqualTo(450);
        assertThat(outcome.path("already").asInt()).isEqualTo(1);
        assertThat(outcome.path("refused").asInt()).isEqualTo(3);
        assertThat(outcome.at("/rows/451/code").asString()).isEqualTo("BAN_MALFORMED");
        assertThat(outcome.at("/rows/452/code").asString()).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(outcome.at("/rows/453/code").asString()).isEqualTo("BAN_CONTRADICTS");
        assertThat(decision("/DC=bulk/CN=449", outcome.path("epoch").asString()))
                .isEqualTo("deny");

        JsonNode first = RunningService.json(saz.get(officer, "/api/v1/bans?q=/DC=bulk/&limit=400"));
        JsonNode rest = RunningService.json(saz.get(
                officer,
                "/api/v1/bans?q=/DC=bulk/&limit=400&after=" + first.path("next").asString()));
        assertThat(first.path("bans").size()).isEqualTo(400);
        assertThat(rest.path("bans").size()).isEqualTo(50);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void trustIsGivenAndTakenAndKeptWithItsReasons() {
        Map<String, Object> body = Map.of(
                "kind", "dn", "value", "/CN=Robot", "trusted", true, "reason", "a robot of ours", "ticket", "T-9");
        HttpResponse<String> response = post("/api/v1/subjects", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(RunningService.json(saz.get(officer, "/api/v1/subjects?trusted=true"))
                        .at("/subjects/0/subject/value")
                        .asString())
                .isEqualTo("/CN=Robot");
        post("/api/v1/subjects", Map.of("kind", "dn", "value", "/CN=Robot", "reason", "retired", "ticket", "T-10"));
        JsonNode told = RunningService.json(saz.get(officer, "/api/v1/subjects/one?kind=dn&value=/CN=Robot"));
        assertThat(told.at("/subject/trusted").asBoolean()).isFalse();
        assertThat(told.at("/turns/1/reason").asString()).isEqualTo("retired");
        assertThat(code(post(
                        "/api/v1/subjects",
                        Map.of("kind", "vo", "value", "dune", "trusted", true, "reason", "r", "ticket", "T"))))
                .isEqualTo("FIELD_INVALID");
    }

    @Test
    void thePastIsToldByTheRowsOfThen() {
        String before = Instant.now().toString();
        JsonNode made = RunningService.json(post("/api/v1/bans", ban("fqan", "/past/prod")));
        String banned = after(made.path("id").asString(), 1);
        post("/api/v1/bans/" + made.path("id").asString() + "/lift", Map.of("turn", 1, "reason", "over"));
        String lifted = after(made.path("id").asString(), 2);
        String who = "/api/v1/history/decisions?dn=/CN=Paul&fqan=/past/prod/Role=x&at=";
        assertThat(past(who + before).path("decision").asString()).isEqualTo("permit");
        JsonNode then = past(who + banned);
        assertThat(then.path("decision").asString()).isEqualTo("deny");
        assertThat(then.at("/bans/0/id").asString()).isEqualTo(made.path("id").asString());
        assertThat(then.at("/bans/0/turn").asInt()).isOne();
        assertThat(past(who + lifted).path("decision").asString()).isEqualTo("permit");
        assertThat(code(saz.get(officer, "/api/v1/history/decisions?dn=/CN=Paul&at=2999-01-01T00:00:00Z")))
                .isEqualTo("PARAMETER_INVALID");
        assertThat(code(saz.get(officer, "/api/v1/history/decisions?at=" + before)))
                .isEqualTo("PARAMETER_INVALID");
    }

    @Test
    void aLiftMayTakeFourEyes() {
        try (RunningService strict = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.saz.four-eyes-lifting=true",
                "--gridauthz.access.admins[1].dn=" + SECOND,
                "--gridauthz.access.admins[1].verbs=READ,BANS")) {
            String id = RunningService.json(post("/api/v1/bans", ban("dn", "/CN=Four Eyes")))
                    .path("id")
                    .asString();
            String turn = json(Map.of("turn", 1, "reason", "looks fine"));
            assertThat(code(strict.call(second, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)))
                    .isEqualTo("CONFLICT");
            HttpResponse<String> asked = strict.call(officer, "POST", "/api/v1/bans/" + id + "/lift", turn);
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            assertThat(decision("/CN=Four Eyes", null)).isEqualTo("deny");
            assertThat(code(strict.call(officer, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)))
                    .isEqualTo("SECOND_OFFICER_NEEDED");
            assertThat(code(strict.call(
                            officer,
                            "POST",
                            "/api/v1/bans/" + id + "/end",
                            json(Map.of("turn", 1, "reason", "r", "until", "2999-01-01T00:00:00Z")))))
                    .isEqualTo("SECOND_OFFICER_NEEDED");
            assertThat(RunningService.json(strict.get(second, "/api/v1/lift-requests"))
                            .at("/0/byWhom")
                            .asString())
                    .isEqualTo(TestSite.ADMIN);
            HttpResponse<String> confirmed = strict.call(second, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn);
            assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
            assertThat(decision(
                            "/CN=Four Eyes",
                            RunningService.json(confirmed).path("epoch").asString()))
                    .isEqualTo("permit");
            assertThat(RunningService.json(strict.get(second, "/api/v1/lift-requests"))
                            .size())
                    .isZero();
        }
    }

    private static JsonNode past(String path) {
        HttpResponse<String> response = saz.get(officer, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningService.json(response);
    }

    /** The moment of a turn, as its row has it. */
    private static String after(String id, int turn) {
        JsonNode turns = RunningService.json(saz.get(officer, "/api/v1/bans/" + id));
        return turns.at("/turns/" + (turn - 1) + "/at").asString();
    }

    private static String decision(String dn, String epoch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(Map.of("subjects", List.of(Map.of("dn", dn))))));
        HttpResponse<String> response = saz.send(
                site.gatekeeper,
                epoch == null
                        ? request.build()
                        : request.header("At-Least-Epoch", epoch).build());
        return RunningService.json(response).at("/results/0/decision").asString();
    }

    private static Map<String, Object> ban(String kind, String value) {
        return Map.of("kind", kind, "value", value, "reason", "seen mining", "ticket", "SEC-1");
    }

    private static HttpResponse<String> post(String path, Map<String, ?> body) {
        return saz.call(officer, "POST", path, json(body));
    }

    private static HttpResponse<String> keyed(String key, Map<String, ?> body) {
        return saz.send(
                officer,
                HttpRequest.newBuilder(saz.uri("admin", "/api/v1/bans"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(json(body)))
                        .build());
    }

    private static String json(Object body) {
        return JSON.writeValueAsString(body);
    }

    private static String code(HttpResponse<String> response) {
        return RunningService.json(response).path("code").asString();
    }
}
