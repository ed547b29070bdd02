package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;

/** A lift where four eyes are set: one officer asks, another confirms. */
abstract class LiftingContract extends OfficersDesk {
    LiftingContract(DatabaseBackend database) {
        super(database, "--gridauthz.saz.four-eyes-lifting=true");
    }

    @Test
    void aLiftMayTakeFourEyes() {
        String id = RunningService.json(post("/api/v1/bans", ban("dn", "/CN=Four Eyes")))
                .path("id")
                .asString();
        String turn = json(Map.of("turn", 1, "reason", "looks fine"));
        assertThat(code(saz.call(second, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)))
                .isEqualTo("CONFLICT");
        HttpResponse<String> asked = saz.call(officer, "POST", "/api/v1/bans/" + id + "/lift", turn);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(decision("/CN=Four Eyes", null)).isEqualTo("deny");
        assertThat(code(saz.call(officer, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)))
                .isEqualTo("SECOND_OFFICER_NEEDED");
        assertThat(code(saz.call(
                        officer,
                        "POST",
                        "/api/v1/bans/" + id + "/end",
                        json(Map.of("turn", 1, "reason", "r", "until", "2999-01-01T00:00:00Z")))))
                .isEqualTo("SECOND_OFFICER_NEEDED");
        assertThat(RunningService.json(saz.get(second, "/api/v1/lift-requests"))
                        .at("/0/byWhom")
                        .asString())
                .isEqualTo(TestSite.ADMIN);
        HttpResponse<String> confirmed = saz.call(second, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn);
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        assertThat(decision(
                        "/CN=Four Eyes",
                        RunningService.json(confirmed).path("epoch").asString()))
                .isEqualTo("permit");
        assertThat(RunningService.json(saz.get(second, "/api/v1/lift-requests")).size())
                .isZero();
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneLiftsAndALaterBanStays() throws Exception {
        String id = banned(ban("dn", "/CN=Twice")).path("id").asString();
        String turn = json(Map.of("turn", 1, "reason", "looks fine"));
        assertThat(saz.call(officer, "POST", "/api/v1/bans/" + id + "/lift", turn)
                        .statusCode())
                .isEqualTo(202);
        assertThat(saz.call(officer, "POST", "/api/v1/bans/" + id + "/lift", turn)
                        .statusCode())
                .as("asked once more")
                .isIn(202, 409);
        List<String> codes = new ArrayList<>();
        try (ExecutorService officers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (TestCredential who : List.of(second, third)) {
                answers.add(officers.submit(() -> saz.call(who, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                codes.add(answer.get().statusCode() == 200 ? "lifted" : code(answer.get()));
            }
        }
        assertThat(codes).containsOnlyOnce("lifted").containsAnyOf("NOT_IN_FORCE", "CONFLICT");
        assertThat(banned(ban("dn", "/CN=Twice")).path("turn").asInt()).isEqualTo(3);
        assertThat(saz.call(third, "POST", "/api/v1/bans/" + id + "/lift/confirm", turn)
                        .statusCode())
                .as("the confirmed turn is over, the later ban is another")
                .isEqualTo(409);
        assertThat(RunningService.json(saz.get(officer, "/api/v1/bans/" + id))
                        .path("inForce")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void nobodyWithoutTheRightLearnsWhetherThereIsABan() {
        String lift = "/api/v1/bans/" + "0".repeat(64) + "/lift";
        String body = "{\"turn\":1,\"reason\":\"r\"}";
        assertThat(code(saz.call(site.gatekeeper, "POST", lift, body))).isEqualTo("RIGHT_MISSING");
        assertThat(code(saz.call(officer, "POST", lift, body))).isEqualTo("NOT_FOUND");
    }
}
