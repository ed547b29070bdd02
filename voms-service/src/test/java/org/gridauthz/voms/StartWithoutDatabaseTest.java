package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.VomsPlace.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.port.VoPorts;
import org.gridauthz.voms.standing.MemberMemory;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A VOMS that starts while every database is gone issues to whom its snapshot knows for certain, and to nobody else. */
class StartWithoutDatabaseTest {
    /** The same database, reached by this JVM directly and by the service through a server that can be stopped. */
    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    @TempDir
    Path directory;

    private final int voPort = VomsPlace.freePort();
    private TestSite site;
    private Server server;
    private int port;

    @BeforeEach
    void start() throws SQLException {
        site = new TestSite(directory);
        reachable(0);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void reachable(int at) throws SQLException {
        server = Server.createTcpServer("-tcpPort", Integer.toString(at), "-ifNotExists")
                .start();
        port = server.getPort();
    }

    private RunningService voms(String... more) {
        return new RunningService(
                VomsService.class,
                site,
                database.url().replace("jdbc:h2:mem:", "jdbc:h2:tcp://localhost:" + port + "/mem:"),
                Stream.concat(
                                Stream.of(
                                        "--gridauthz.snapshot.directory=" + directory.resolve("state"),
                                        "--spring.datasource.hikari.connection-timeout=500"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private StoredVo founded(RunningService voms) {
        StoredVo dune = new StoredVo(voms, "dune");
        var rules = voms.call(
                site.admin,
                "PUT",
                "/api/v1/vos/dune",
                "{\"rules\":{\"authorityHost\":\"localhost\",\"authorityPort\":" + voPort + "},\"reason\":\"a port\"}");
        assertThat(rules.statusCode()).as(rules.body()).isEqualTo(200);
        await(() -> voms.part(VoPorts.class).authority("dune") != null);
        return dune;
    }

    private static HttpResponse<String> ask(RunningService voms, TestCredential who) {
        return voms.get(who.proxies(1), "/voms/dune/generate-ac?fqans=/dune/Role=pilot");
    }

    private static int health(RunningService voms, String step) throws Exception {
        int management = voms.context().getEnvironment().getProperty("local.management.port", Integer.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/health/" + step))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Test
    void whoeverWasKnownGetsAttributesAndWhoWasNotIsToldThatWeCannotSay() throws Exception {
        TestCredential bob = site.ca.person("/DC=org/DC=gridauthz/CN=Bob");
        TestCredential eve = site.ca.person("/DC=org/DC=gridauthz/CN=Eve");
        String late;
        try (RunningService voms = voms()) {
            StoredVo dune = founded(voms);
            dune.enterEverywhere(site.alice);
            late = dune.enter(bob, null);
            dune.suspend(dune.enter(eve, null), "caught");
            await(() -> voms.part(MemberMemory.class).size("dune") == 3
                    && voms.part(MemberMemory.class).unreadPeople().isEmpty());
            assertThat(ask(voms, site.alice).statusCode()).isEqualTo(200);
            assertThat(health(voms, "fresh")).isEqualTo(200);
        }
        server.stop();

        try (RunningService voms = voms()) {
            assertThat(health(voms, "readiness")).isEqualTo(200);
            assertThat(health(voms, "fresh")).isEqualTo(404);
            await(() -> voms.part(VoPorts.class).authority("dune") != null);
            assertThat(ask(voms, site.alice).body()).contains("<ac>MII");
            assertThat(ask(voms, eve).statusCode()).isEqualTo(403);
            HttpResponse<String> stranger = ask(voms, site.ca.person("/DC=org/DC=gridauthz/CN=New"));
            assertThat(stranger.statusCode()).as(stranger.body()).isEqualTo(500);

            reachable(port);
            database.jdbc()
                    .sql("UPDATE person SET suspended_code = 'OTHER', suspended_reason = 'caught', suspended_at = ?"
                            + " WHERE person_id = ?")
                    .params(Instant.now().toEpochMilli(), late)
                    .update();
            database.jdbc()
                    .sql("INSERT INTO change_log (seq, id, kind, change_keys, written_at)"
                            + " SELECT seq + 1, 'one-more', 'vo', ?, 0 FROM change_head")
                    .param("dune " + late)
                    .update();
            database.jdbc().sql("UPDATE change_head SET seq = seq + 1").update();
            await(() -> ask(voms, bob).statusCode() == 403);
            assertThat(voms.part(Follower.class).reloads())
                    .as("caught up change by change")
                    .isZero();
        }
    }

    @Test
    void aPortThatClosesAboveItsLimitIssuesNothing() {
        try (RunningService voms = voms()) {
            founded(voms).enterEverywhere(site.alice);
            await(() -> voms.part(MemberMemory.class).size("dune") == 1
                    && voms.part(MemberMemory.class).unreadPeople().isEmpty());
        }
        server.stop();
        try (RunningService voms = voms(
                "--gridauthz.staleness.listeners.vo-dune.after=5s",
                "--gridauthz.staleness.listeners.vo-dune.then=CLOSED")) {
            await(() -> voms.part(VoPorts.class).authority("dune") != null);
            HttpResponse<String> closed = ask(voms, site.alice);
            assertThat(closed.statusCode()).as(closed.body()).isEqualTo(500);
            assertThat(closed.body()).doesNotContain("<ac>");
            assertThat(voms.part(Follower.class).freshness())
                    .extracting(freshness -> freshness.epoch())
                    .isInstanceOf(Epoch.class);
        }
    }
}
