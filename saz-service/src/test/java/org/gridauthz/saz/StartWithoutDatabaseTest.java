package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An instance that starts while every database is gone goes on by its snapshot, says so, and catches up when one is back. */
class StartWithoutDatabaseTest {
    private static final String STRICT = "--gridauthz.saz.first-sight.dn=REFUSE_UNRECORDED";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The same database, reached by this JVM directly and by the service through a server that can be stopped. */
    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.h2();

    @TempDir
    Path directory;

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

    private RunningService saz(String... more) {
        return sazIn("state", more);
    }

    private RunningService sazIn(String state, String... more) {
        return new RunningService(
                SazService.class,
                site,
                database.url().replace("jdbc:h2:mem:", "jdbc:h2:tcp://localhost:" + port + "/mem:"),
                Stream.concat(
                                Stream.of(
                                        "--gridauthz.snapshot.directory=" + directory.resolve(state),
                                        "--spring.datasource.hikari.connection-timeout=500"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Epoch banned(RunningService saz, String name) {
        HttpResponse<String> banned = saz.call(
                site.admin,
                "POST",
                "/api/v1/bans",
                "{\"kind\":\"dn\",\"value\":\"/DC=org/CN=%s\",\"reason\":\"r\",\"ticket\":\"t\"}".formatted(name));
        assertThat(banned.statusCode()).as(banned.body()).isEqualTo(201);
        return epoch(banned);
    }

    private static Epoch epoch(HttpResponse<String> written) {
        return Epoch.parse(RunningService.json(written).at("/epoch").asString());
    }

    private Epoch recorded(RunningService saz, String name) {
        HttpResponse<String> entered = saz.call(
                site.admin,
                "POST",
                "/api/v1/subjects",
                "{\"kind\":\"dn\",\"value\":\"/DC=org/CN=%s\",\"trusted\":false,\"reason\":\"r\",\"ticket\":\"t\"}"
                        .formatted(name));
        assertThat(entered.statusCode()).as(entered.body()).isBetween(200, 201);
        return epoch(entered);
    }

    private JsonNode decided(RunningService saz, String name) {
        HttpResponse<String> answer = saz.ask(
                site.storage, "/api/v1/decisions", "{\"subjects\":[{\"dn\":\"/DC=org/CN=%s\"}]}".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningService.json(answer);
    }

    private String decision(RunningService saz, String name) {
        return decided(saz, name).at("/results/0/decision").asString();
    }

    private static int health(RunningService saz, String step) throws Exception {
        int port = saz.context().getEnvironment().getProperty("local.management.port", Integer.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + step))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Test
    void bansAndSubjectsAreAnsweredByTheSnapshotAndTheChangesMissedAreCaughtUpWith() throws Exception {
        String lifted;
        try (RunningService saz = saz(STRICT)) {
            recorded(saz, "Alice");
            recorded(saz, "Bob");
            banned(saz, "Eve");
            Epoch last = banned(saz, "Bob");
            JsonNode bans = RunningService.json(saz.get(site.admin, "/api/v1/bans?q=Bob"));
            lifted = bans.at("/bans/0/id").asString();
            assertThat(saz.part(Follower.class).atLeast(last, SOON)).isEqualTo(AtLeast.REACHED);
            assertThat(health(saz, "fresh")).isEqualTo(200);
        }
        // Another instance goes on writing while this one is down.
        try (RunningService other = sazIn("other")) {
            banned(other, "Alice");
            assertThat(other.call(
                                    site.admin,
                                    "POST",
                                    "/api/v1/bans/" + lifted + "/lift",
                                    "{\"turn\":1,\"reason\":\"a mistake\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        server.stop();

        try (RunningService saz = saz(STRICT)) {
            assertThat(decision(saz, "Eve")).isEqualTo("deny");
            assertThat(decision(saz, "Bob")).as("as it was known").isEqualTo("deny");
            assertThat(decision(saz, "Alice"))
                    .as("recorded, and not banned then")
                    .isEqualTo("permit");
            assertThat(decision(saz, "Zoe")).as("never recorded").isEqualTo("deny");
            assertThat(decided(saz, "Alice").at("/age").asDouble()).isGreaterThanOrEqualTo(5.0);
            assertThat(health(saz, "readiness")).isEqualTo(200);
            assertThat(health(saz, "fresh")).isEqualTo(404);
            HttpResponse<String> refused = saz.call(
                    site.admin,
                    "POST",
                    "/api/v1/bans",
                    "{\"kind\":\"dn\",\"value\":\"/CN=No\",\"reason\":\"r\",\"ticket\":\"t\"}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);

            reachable(port);
            long end = System.nanoTime() + SOON.toNanos();
            while (health(saz, "fresh") != 200 && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000L);
            }
            assertThat(health(saz, "fresh")).isEqualTo(200);
            assertThat(decision(saz, "Alice")).isEqualTo("deny");
            assertThat(decision(saz, "Bob")).isEqualTo("permit");
            assertThat(saz.part(Follower.class).reloads())
                    .as("caught up change by change")
                    .isZero();
        }
    }

    @Test
    void aListenerThatClosesAboveItsLimitStaysClosed() throws Exception {
        try (RunningService saz = saz()) {
            banned(saz, "Eve");
        }
        server.stop();
        try (RunningService saz = saz("--gridauthz.staleness.after=5s", "--gridauthz.staleness.then=CLOSED")) {
            HttpResponse<String> closed =
                    saz.ask(site.storage, "/api/v1/decisions", "{\"subjects\":[{\"dn\":\"/DC=org/CN=Eve\"}]}");
            assertThat(closed.statusCode()).isEqualTo(503);
            assertThat(RunningService.json(closed).at("/code").asString()).isEqualTo("KNOWLEDGE_TOO_OLD");
            assertThat(health(saz, "readiness")).isEqualTo(503);
        }
    }

    @Test
    void aDatabaseThatAnswersIsAskedAndNoSnapshot() {
        try (RunningService saz = saz()) {
            banned(saz, "Eve");
        }
        database.jdbc().sql("UPDATE change_head SET generation = 'another'").update();
        database.jdbc().sql("DELETE FROM ban_turn").update();
        try (RunningService saz = saz()) {
            assertThat(decision(saz, "Eve"))
                    .as("nothing of the other generation is left")
                    .isEqualTo("permit");
            assertThat(saz.part(Follower.class).freshness().epoch().generation())
                    .isEqualTo("another");
        }
    }
}
