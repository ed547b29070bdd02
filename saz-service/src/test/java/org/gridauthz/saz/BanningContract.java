package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a security officer bans, and what is refused. */
abstract class BanningContract extends OfficersDesk {
    BanningContract(DatabaseBackend database) {
        super(database);
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
        assertThat(database.jdbc()
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
        assertThat(database.jdbc()
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

    private HttpResponse<String> keyed(String key, Map<String, ?> body) {
        return saz.send(
                officer,
                HttpRequest.newBuilder(saz.uri("admin", "/api/v1/bans"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(json(body)))
                        .build());
    }
}
