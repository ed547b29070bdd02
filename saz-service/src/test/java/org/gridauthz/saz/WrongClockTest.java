package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a running SAZ is wrong: it says so, and goes on deciding. */
class WrongClockTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static RunningService saz;

    @BeforeAll
    static void start() {
        saz = new RunningService(SazService.class, new TestSite(directory), DATABASE.url());
    }

    @AfterAll
    static void stop() {
        saz.close();
    }

    @Test
    void aClockThatIsWrongEndsFreshAndNothingElse() throws Exception {
        assertThat(becomes(200)).isTrue();
        DecisionClock clock = saz.part(DecisionClock.class);
        boolean ended = false;
        for (int i = 0; i < 50 && !ended; i++) {
            // The service hears the right time again every second.
            clock.hear(Instant.now().plus(Duration.ofMinutes(45)), List.of());
            ended = health("fresh") == 404;
        }
        assertThat(ended).isTrue();
        assertThat(health("readiness")).isEqualTo(200);
        assertThat(becomes(200)).as("the clocks agree again").isTrue();
    }

    private static boolean becomes(int status) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (health("fresh") != status && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000L);
        }
        return health("fresh") == status;
    }

    private static int health(String step) throws Exception {
        int port = saz.context().getEnvironment().getProperty("local.management.port", Integer.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + step))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
