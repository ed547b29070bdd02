package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.saz.decision.SightingQueue;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whom a ban would hit, who is trusted, and what was true at some time. */
abstract class LookingBackContract extends OfficersDesk {
    LookingBackContract(DatabaseBackend database) {
        super(database);
    }

    @Test
    void aDryRunTellsWhomOfTheLastDayABanWouldHit() {
        saz.ask(site.storage, "/api/v1/decisions", """
            {"subjects": [{"dn": "/DC=dry/CN=One", "issuer": "/DC=dry/CN=CA", "fqans": ["/dune"]},
                          {"dn": "/DC=dry/CN=Two", "issuer": "/DC=dry/CN=CA"},
                          {"dn": "/DC=dry/CN=Three", "issuer": "/DC=dry/CN=CB"}]}\
            """);
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
        Instant banned = moment(made.path("id").asString(), 1);
        post("/api/v1/bans/" + made.path("id").asString() + "/lift", Map.of("turn", 1, "reason", "over"));
        Instant lifted = moment(made.path("id").asString(), 2);
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

    /** By the id that the caller was told; the ban was lifted since, and another one made that hits too. */
    @Test
    void whyADecisionWasSoIsToldByItsIdAndTheRowsOfThen() {
        TestCredential eve = site.ca.person("/DC=org/DC=gridauthz/CN=Eve Explained");
        TestCredential proxy = eve.proxies(1);
        String before = decided(proxy, null);
        JsonNode made = banned(Map.of(
                "kind",
                "certificate",
                "value",
                site.ca.slashName(),
                "qualifier",
                eve.endEntity().getSerialNumber().toString(),
                "reason",
                "its key was seen",
                "ticket",
                "T-4"));
        String id = made.path("id").asString();
        String during = decided(proxy, made.path("epoch").asString());
        post("/api/v1/bans/" + id + "/lift", Map.of("turn", 1, "reason", "a mistake"));
        banned(ban("dn", "/DC=org/DC=gridauthz/CN=Eve Explained"));

        JsonNode first = past("/api/v1/history/decisions/" + before);
        assertThat(first.at("/recorded/decision").asString()).isEqualTo("permit");
        assertThat(first.at("/then/decision").asString()).isEqualTo("permit");
        assertThat(first.at("/then/bans")).isEmpty();
        JsonNode second = past("/api/v1/history/decisions/" + during);
        assertThat(second.at("/recorded/decision").asString()).isEqualTo("deny");
        assertThat(second.at("/recorded/reason").asString()).isEqualTo("banned");
        assertThat(second.at("/recorded/rule").asString()).startsWith("certificate ");
        assertThat(second.at("/recorded/serial").asString())
                .isEqualTo(eve.endEntity().getSerialNumber().toString());
        assertThat(second.at("/then/decision").asString()).isEqualTo("deny");
        assertThat(second.at("/then/bans")).hasSize(1);
        assertThat(second.at("/then/bans/0/id").asString()).isEqualTo(id);
        assertThat(second.at("/then/bans/0/turn").asInt()).isOne();
        assertThat(second.at("/then/bans/0/ticket").asString()).isEqualTo("T-4");
        assertThat(second.at("/then/explanation").toString()).contains("banned: certificate");
        assertThat(second.at("/unseen")).isEmpty();

        HttpResponse<String> none = saz.get(officer, "/api/v1/history/decisions/0123456789abcd-1");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(code(none)).isEqualTo("DECISION_NOT_KEPT");
        assertThat(code(saz.get(site.gatekeeper, "/api/v1/history/decisions/" + during)))
                .isEqualTo("RIGHT_MISSING");
    }

    /** The id of a decision about what was presented. */
    private String decided(TestCredential presented, String epoch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(RunningService.chainBody(presented)));
        if (epoch != null) {
            request.header("At-Least-Epoch", epoch);
        }
        return RunningService.json(saz.send(site.gatekeeper, request.build()))
                .at("/results/0/id")
                .asString();
    }

    /** Three bans on one name, one after the other: the first ended by time, the second was lifted, the third is in force. */
    @Test
    void ofABanThatEndedOneThatWasLiftedAndOneMadeAgainThePastTellsThemApart() {
        Instant end = Instant.now().plusSeconds(3);
        String id = banned(Map.of(
                        "kind", "dn", "value", "/CN=Again", "reason", "r", "ticket", "T-1", "until", end.toString()))
                .path("id")
                .asString();
        Instant first = moment(id, 1);
        assertThat(decision("/CN=Again", null)).isEqualTo("deny");
        long late = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (decision("/CN=Again", null).equals("deny") && System.nanoTime() < late) {
            LockSupport.parkNanos(50_000_000L);
        }
        assertThat(decision("/CN=Again", null)).as("it is over").isEqualTo("permit");

        JsonNode second = banned(ban("dn", "/CN=Again"));
        int again = second.path("turn").asInt();
        assertThat(again).isGreaterThan(1);
        assertThat(post("/api/v1/bans/" + id + "/lift", Map.of("turn", again, "reason", "cleared"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(post("/api/v1/bans/" + id + "/lift", Map.of("turn", again, "reason", "late"))))
                .isEqualTo("NOT_IN_FORCE");
        JsonNode third = banned(ban("dn", "/CN=Again"));
        assertThat(third.path("turn").asInt()).isEqualTo(again + 2);
        assertThat(code(post("/api/v1/bans/" + id + "/lift", Map.of("turn", again, "reason", "later still"))))
                .as("a lift never meets a later ban")
                .isEqualTo("NOT_IN_FORCE");
        assertThat(decision("/CN=Again", third.path("epoch").asString())).isEqualTo("deny");

        assertThat(turn("/CN=Again", first.minusMillis(1))).isZero();
        assertThat(turn("/CN=Again", first)).isEqualTo(1);
        assertThat(turn("/CN=Again", end.minusMillis(1))).isEqualTo(1);
        assertThat(turn("/CN=Again", end.plusMillis(1))).as("ended by time").isZero();
        assertThat(turn("/CN=Again", moment(id, again))).isEqualTo(again);
        assertThat(turn("/CN=Again", moment(id, again + 1))).as("lifted").isZero();
        assertThat(turn("/CN=Again", moment(id, again + 2))).isEqualTo(again + 2);
    }

    /** Which turn banned then; 0: none, and it was permitted. */
    private int turn(String dn, Instant then) {
        JsonNode told = past("/api/v1/history/decisions?dn=" + dn + "&at=" + then);
        assertThat(told.path("decision").asString()).isEqualTo(told.path("bans").isEmpty() ? "permit" : "deny");
        return told.at("/bans/0/turn").asInt(0);
    }

    private JsonNode past(String path) {
        HttpResponse<String> response = saz.get(officer, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningService.json(response);
    }

    /** The moment of a turn, as its row has it. */
    private Instant moment(String id, int turn) {
        JsonNode turns = RunningService.json(saz.get(officer, "/api/v1/bans/" + id));
        return Instant.parse(turns.at("/turns/" + (turn - 1) + "/at").asString());
    }
}
