package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gridauthz.community.Errand;
import org.gridauthz.community.Scheduler;
import org.gridauthz.community.Shed;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.tls.AdmissionControl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A community has every seat and a full queue; the officer bans all the same, and others are decided about. */
class BanInTheStormTest {
    private static final String BAN =
            "{\"kind\":\"dn\",\"value\":\"/DC=org/CN=Mallory\",\"reason\":\"storm\",\"ticket\":\"T-1\"}";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService saz;
    private static TestCredential storm;
    private static TestCredential calm;

    /** Sits down and does not get up. */
    private static final class Endless extends Errand {
        Endless(Kind kind) {
            super(kind);
        }

        @Override
        protected void seated() {}

        @Override
        protected void shed(Shed why) {}
    }

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(directory);
        storm = site.ca.person("/DC=org/DC=gridauthz/CN=storm.example.org");
        calm = site.ca.person("/DC=org/DC=gridauthz/CN=calm.example.org");
        Path communities = directory.resolve("communities.yaml");
        Files.writeString(communities, """
            format: 1
            cpus: 2
            communities:
              - {name: storm, hosts: [storm.example.org], queue: 4}
            """);
        saz = new RunningService(SazService.class, site, DATABASE.url(), "--gridauthz.communities=" + communities);
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @Test
    void aBanIsTakenAndInForceWhileACommunityHasEverySeat() {
        Scheduler scheduler = Objects.requireNonNull(
                        saz.part(AdmissionControl.class).admission())
                .scheduler();
        assertThat(ask(storm).statusCode()).isEqualTo(200);
        List<Errand> endless = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Errand errand = new Endless(Errand.Kind.CALL);
            endless.add(errand);
            scheduler.offer(errand, "storm");
        }

        HttpResponse<String> made = saz.call(site.admin, "POST", "/api/v1/bans", BAN);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        HttpResponse<String> decided = ask(calm);
        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(RunningService.json(decided)
                        .path("results")
                        .path(0)
                        .path("decision")
                        .asString())
                .isEqualTo("deny");

        JsonNode all = RunningService.json(saz.get(site.admin, "/api/v1/communities"));
        assertThat(all.path("admission").asBoolean()).isTrue();
        JsonNode first = all.path("communities").path(0);
        assertThat(first.path("name").asString()).isEqualTo("storm");
        assertThat(first.path("seats").asInt()).isEqualTo(2);
        assertThat(first.path("sheds").path("full").asInt()).isPositive();
        assertThat(saz.get(calm, "/api/v1/communities").statusCode()).isEqualTo(403);
        assertThat(saz.get(site.admin, "/metrics").body())
                .contains("gridauthz_community_seats{community=\"storm\"} 2.0")
                .contains("gridauthz_communities_alarm 0.0");

        endless.forEach(scheduler::cancel);
        endless.forEach(scheduler::done);
        assertThat(ask(storm).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> ask(TestCredential caller) {
        return saz.ask(caller, "/api/v1/decisions", "{\"subjects\":[{\"dn\":\"/DC=org/CN=Mallory\",\"fqans\":[]}]}");
    }
}
