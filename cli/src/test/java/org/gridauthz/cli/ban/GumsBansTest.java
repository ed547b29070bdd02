package org.gridauthz.cli.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.saz.decision.SightingQueue;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is banned in a real SAZ, of every kind, is refused by a real GUMS, which had mapped it a moment before. */
class GumsBansTest {
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static RunningService gums;
    private static RunningService saz;

    @BeforeAll
    static void start() {
        site();
        String[] tokens = {
            "--gridauthz.token-issuers[0].url=" + EveryBan.ISSUER,
            "--gridauthz.token-issuers[0].vo=dune",
            "--gridauthz.token-issuers[0].audiences=https://any.example.org",
            "--gridauthz.token-issuers[0].key-set=http://127.0.0.1:9/keys"
        };
        gums = new RunningService(
                GumsService.class,
                site,
                DATABASE.url(),
                with(
                        tokens,
                        "--spring.application.name=gums",
                        "--gridauthz.initial-policy=" + POLICY.toAbsolutePath()));
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                with(
                        tokens,
                        "--spring.application.name=saz",
                        "--gridauthz.saz.first-sight.dn=RECORD_REFUSED",
                        "--gridauthz.saz.first-sight.issuer_subject=RECORD_REFUSED"));
    }

    /** The rows are made of its people before the services start. */
    private static synchronized TestSite site() {
        if (site == null) {
            site = new TestSite(directory);
        }
        return site;
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        saz.close();
        gums.close();
    }

    static Stream<EveryBan> rows() {
        return EveryBan.of(site());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedWhileItIsBannedAndMappedBeforeAndAfter(EveryBan row) {
        for (String one : row.hit()) {
            assertThat(mapped(one, "").path("decision").asString()).isEqualTo("permit");
        }
        for (String one : row.spared()) {
            assertThat(mapped(one, "").path("decision").asString()).isEqualTo("permit");
        }
        JsonNode made = done("/api/v1/bans", row.ban());
        String epoch = made.path("epoch").asString();
        for (String one : row.hit()) {
            JsonNode refused = mapped(one, epoch);
            assertThat(refused.path("decision").asString()).as(one).isEqualTo("deny");
            assertThat(refused.path("reason").asString()).isEqualTo("banned");
            JsonNode why = why(refused.path("id").asString());
            assertThat(why.at("/recorded/reason").asString()).isEqualTo("banned");
            assertThat(why.at("/bans/0/id").asString())
                    .as(why.toString())
                    .isEqualTo(made.path("id").asString());
        }
        for (String one : row.spared()) {
            assertThat(mapped(one, epoch).path("decision").asString()).as(one).isEqualTo("permit");
        }
        JsonNode lifted = done(
                "/api/v1/bans/" + made.path("id").asString() + "/lift",
                Map.of("turn", made.path("turn").asInt(), "reason", "over"));
        for (String one : row.hit()) {
            assertThat(mapped(one, lifted.path("epoch").asString())
                            .path("decision")
                            .asString())
                    .as(one)
                    .isEqualTo("permit");
        }
    }

    /** A name and a token subject that SAZ sees for the first time, and refuses by its setting. */
    @Test
    void whomFirstSightRefusedGumsRefusesToo() {
        String zoe = EveryBan.proxy(site, EveryBan.person(site, "Zoe Z"), "/dune/Role=production");
        String token = EveryBan.claims("never-seen", "/dune");
        for (String one : List.of(zoe, token)) {
            assertThat(mapped(one, "").path("decision").asString()).isEqualTo("permit");
            JsonNode seen = RunningService.json(saz.ask(site.storage, "/api/v1/decisions", one));
            assertThat(seen.at("/results/0/decision").asString())
                    .as(seen.toString())
                    .isEqualTo("deny");
            saz.part(SightingQueue.class).flush();
            long begun = System.nanoTime();
            JsonNode now = mapped(one, "");
            while (now.path("decision").asString().equals("permit")) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
                LockSupport.parkNanos(20_000_000);
                now = mapped(one, "");
            }
            assertThat(now.path("reason").asString()).isEqualTo("banned");
            assertThat(why(now.path("id").asString()).at("/bans/0/origin").asString())
                    .isEqualTo("first-sight");
        }
    }

    private static JsonNode mapped(String body, String epoch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gums.uri("service", "/api/v1/mappings"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!epoch.isEmpty()) {
            request.header("At-Least-Epoch", epoch);
        }
        return RunningService.json(gums.send(site.storage, request.build())).at("/results/0");
    }

    private static JsonNode why(String id) {
        var response = gums.get(site.admin, "/api/v1/history/decisions/" + id);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningService.json(response);
    }

    private static JsonNode done(String path, Map<String, ?> body) {
        var response = saz.call(site.admin, "POST", path, JSON.writeValueAsString(body));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
        return RunningService.json(response);
    }
}
