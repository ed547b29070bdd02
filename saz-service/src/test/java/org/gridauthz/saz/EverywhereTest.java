package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.ban.store.Orphans;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two instances of SAZ: an officer knows that a ban is in force on both, or on which it is not. */
class EverywhereTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService one;
    private static RunningService two;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        one = new RunningService(SazService.class, site, DATABASE.url());
        two = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.staleness.after=5s",
                "--gridauthz.staleness.then=CLOSED",
                "--spring.jmx.enabled=false");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    private static HttpResponse<String> ban(String name, String query) {
        return one.call(
                site.admin,
                "POST",
                "/api/v1/bans" + query,
                "{\"kind\":\"dn\",\"value\":\"/DC=org/CN=%s\",\"reason\":\"r\",\"ticket\":\"t\"}".formatted(name));
    }

    private static HttpResponse<String> ask(RunningService saz, String name) {
        return saz.ask(
                site.storage, "/api/v1/decisions", "{\"subjects\":[{\"dn\":\"/DC=org/CN=%s\"}]}".formatted(name));
    }

    private static String decision(RunningService saz, String name) {
        return RunningService.json(ask(saz, name)).at("/results/0/decision").asString();
    }

    @Test
    void anOfficerHearsThatItIsInForceEverywhereOrWhereNot() {
        HttpResponse<String> all = ban("Mallory", "?wait=everywhere");
        assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
        assertThat(decision(one, "Mallory")).isEqualTo("deny");
        assertThat(decision(two, "Mallory")).isEqualTo("deny");
        JsonNode told = RunningService.json(all);
        assertThat(told.at("/everywhere").asBoolean()).isTrue();
        assertThat(told.at("/instances"))
                .hasSize(2)
                .allMatch(instance -> instance.at("/state").asString().equals("confirmed"));
        JsonNode roster = RunningService.json(one.get(site.admin, "/api/v1/instances"));
        assertThat(roster.at("/instances")).hasSize(2);
        assertThat(one.get(site.gatekeeper, "/api/v1/instances").statusCode()).isEqualTo(403);
        assertThat(ban("Eve", "?wait=somewhere").statusCode()).isEqualTo(400);
        assertThat(decision(one, "Eve")).as("nothing was written").isEqualTo("permit");

        two.part(Follower.class).close(); // it hears of nothing any more
        HttpResponse<String> some = ban("Trudy", "?wait=everywhere&deadline=1");
        assertThat(some.statusCode()).as(some.body()).isEqualTo(202);
        assertThat(RunningService.json(some).at("/instances"))
                .extracting(instance -> instance.at("/state").asString())
                .contains("confirmed")
                .containsAnyOf("not-yet", "silent-closes");

        // Above its limit it decides nothing, rather than let Trudy in.
        long end = System.nanoTime() + 20_000_000_000L;
        HttpResponse<String> closed = ask(two, "Trudy");
        while (closed.statusCode() == 200 && System.nanoTime() < end) {
            assertThat(two.part(Follower.class).freshness().age()).isLessThan(java.time.Duration.ofMillis(5_500));
            LockSupport.parkNanos(50_000_000L);
            closed = ask(two, "Trudy");
        }
        assertThat(closed.statusCode()).isEqualTo(503);
        assertThat(RunningService.json(closed).at("/code").asString()).isEqualTo("KNOWLEDGE_TOO_OLD");
        assertThat(closed.headers().firstValue("Knowledge-Age")).isPresent();
        assertThat(decision(one, "Trudy")).isEqualTo("deny");
    }

    @Test
    void whatTheDatabaseLostIsKeptOrDroppedByAnOfficer() {
        String dump = RunningService.json(ban("Kept", "")).at("/epoch").asString();
        long seq = Long.parseLong(dump.substring(dump.indexOf(':') + 1));
        HttpResponse<String> lost = ban("Lost", "");
        String id = RunningService.json(lost).at("/id").asString();
        Follower follower = one.part(Follower.class);
        assertThat(follower.atLeast(
                        org.gridauthz.changes.Epoch.parse(
                                RunningService.json(lost).at("/epoch").asString()),
                        java.time.Duration.ofSeconds(20)))
                .isEqualTo(org.gridauthz.changes.AtLeast.REACHED);
        DATABASE.jdbc().sql("DELETE FROM ban_turn WHERE seq > ?").param(seq).update();
        DATABASE.jdbc().sql("DELETE FROM change_log WHERE seq > ?").param(seq).update();
        DATABASE.jdbc().sql("UPDATE change_head SET seq = ?").param(seq).update();

        long end = System.nanoTime() + 20_000_000_000L;
        while (one.part(Orphans.class).open().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000L);
        }
        assertThat(decision(one, "Lost")).isEqualTo("deny");
        JsonNode orphans = RunningService.json(one.get(site.admin, "/api/v1/orphaned-bans"));
        assertThat(orphans.at("/bans/0/id").asString()).as(orphans.toString()).isEqualTo(id);
        HttpResponse<String> dropped =
                one.call(site.admin, "POST", "/api/v1/orphaned-bans/" + id + "/drop", "{\"reason\":\"it was a test\"}");
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(follower.atLeast(
                        org.gridauthz.changes.Epoch.parse(
                                RunningService.json(dropped).at("/epoch").asString()),
                        java.time.Duration.ofSeconds(20)))
                .isEqualTo(org.gridauthz.changes.AtLeast.REACHED);
        assertThat(decision(one, "Lost")).isEqualTo("permit");
        assertThat(one.call(site.admin, "POST", "/api/v1/orphaned-bans/" + id + "/keep", "{\"reason\":\"late\"}")
                        .statusCode())
                .isEqualTo(409);
    }
}
