package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
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
import tools.jackson.databind.JsonNode;

/** Site decisions over mutual TLS. */
class DecisionsTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        saz = new RunningService(SazService.class, site, DATABASE.url());
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @Test
    void aBanOnAPersonHitsEveryProxyOfHersWhoeverPresentsTheEpoch() {
        TestCredential eve = site.ca.person("/DC=org/DC=gridauthz/CN=Eve");
        String body = RunningService.chainBody(eve.proxies(2));
        assertThat(result(saz.ask(site.gatekeeper, "/api/v1/decisions", body))
                        .path("decision")
                        .asString())
                .isEqualTo("permit");

        String epoch = ban(BanTarget.of(BanKind.DN, "/DC=org/DC=gridauthz/CN=Eve"));
        JsonNode result = result(saz.send(
                site.gatekeeper,
                HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions?explain=true"))
                        .header("Content-Type", "application/json")
                        .header("At-Least-Epoch", epoch)
                        .POST(BodyPublishers.ofString(body))
                        .build()));
        assertThat(result.path("decision").asString()).isEqualTo("deny");
        assertThat(result.path("reason").asString()).isEqualTo("banned");
        assertThat(result.path("explanation").toString())
                .contains("banned: dn /DC=org/DC=gridauthz/CN=Eve (origin officer, turn 1)", "deny: banned");
    }

    @Test
    void manyAreAnsweredInOrderAndRecorded() {
        String body = """
            {"subjects": [{"dn": "/DC=org/CN=One", "fqans": ["/dune"]}, {"dn": "/DC=org/CN=Two"}]}\
            """;
        HttpResponse<String> response = saz.ask(site.storage, "/api/v1/decisions", body);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode results = RunningService.json(response).path("results");
        assertThat(results.size()).isEqualTo(2);
        saz.part(SightingQueue.class).flush();
        assertThat(DATABASE.jdbc()
                        .sql("SELECT COUNT(*) FROM saz_subject WHERE named IN ('/DC=org/CN=One', 'dune', '/dune')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whoAsksForLinesGetsLines() {
        String body = "{\"subjects\": [{\"dn\": \"/DC=org/CN=Plain\", \"fqans\": [\"/dune\"]}]}";
        HttpResponse<String> answer = plain(body);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=us-ascii");
        assertThat(answer.body())
                .matches("decision permit\nreason [a-z-]+\nid \\S+\n\nepoch \\S+\nage [0-9.]+\nend 1\n");
        HttpResponse<String> refused = plain("{");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .startsWith("status 400\ncode JSON_MALFORMED\n")
                .endsWith("\nend 0\n");
    }

    private static HttpResponse<String> plain(String body) {
        return saz.send(
                site.storage,
                HttpRequest.newBuilder(saz.uri("service", "/api/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/plain")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void whatCannotBeReadIsATypedError() {
        assertThat(code(saz.ask(site.storage, "/api/v1/decisions", "{"))).isEqualTo("JSON_MALFORMED");
        assertThat(code(saz.ask(site.storage, "/api/v1/decisions", "{\"subjects\":[]}")))
                .isEqualTo("FIELD_INVALID");
        assertThat(code(saz.ask(site.storage, "/api/v1/decisions?explain=2", "{\"subjects\":[]}")))
                .isEqualTo("PARAMETER_INVALID");
        assertThat(code(saz.ask(
                        site.gatekeeper,
                        "/api/v1/decisions",
                        "{\"host\":\"other.example.org\",\"subjects\":[{\"dn\":\"/CN=x\"}]}")))
                .isEqualTo("RIGHT_MISSING");
    }

    private static String ban(BanTarget target) {
        BanOutcome outcome = saz.part(BanBook.class)
                .ban(
                        target,
                        Ban.OFFICER,
                        "test",
                        "T-1",
                        null,
                        new AdminAct("/CN=officer", "::1", "ban", target.value(), "test", null),
                        null);
        return ((BanOutcome.Done) outcome).written().epoch().toString();
    }

    private static JsonNode result(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningService.json(response).path("results").get(0);
    }

    private static String code(HttpResponse<String> response) {
        return RunningService.json(response).path("code").asString();
    }
}
