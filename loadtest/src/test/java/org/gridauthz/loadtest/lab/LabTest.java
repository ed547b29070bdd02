package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample site as it is rendered, on one machine: real directors, a real cluster, two copies of each service. Nobody's call fails when an instance is
 * upgraded or drained, or when every database is away.
 */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabTest {
    @TempDir
    static Path directory;

    private static Lab lab;
    private static LabTraces traces;

    @BeforeAll
    static void up() throws Exception {
        traces = new LabTraces(directory.resolve("lab"));
        lab = Lab.up(directory.resolve("lab"));
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static LabLoad load() throws IOException {
        return new LabLoad(lab, directory);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("too late: %s%n%s%n%s", what, status(), said());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** The ends of what host one's services said. */
    private static String said() {
        StringBuilder text = new StringBuilder();
        for (String service : List.of("gums", "saz")) {
            try {
                List<String> lines = Files.readAllLines(directory.resolve("lab/hosts/one/" + service + ".log"));
                text.append(String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())));
            } catch (IOException e) {
                text.append(e);
            }
            text.append("\n\n");
        }
        return text.toString();
    }

    private static String status() {
        try {
            return lab.run("status").text();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(1)
    void everyCopyAnswersThroughTheVirtualAddressAndByItself() throws Exception {
        SiteFigures figures = LabLoad.some(lab, directory, "--calls", "400", "--callers", "8", "--direct-every", "1");
        LabLoad.flawless(figures);
        assertThat(figures.calls()).isEqualTo(400);
        assertThat(figures.direct()).isGreaterThanOrEqualTo(6);
        assertThat(figures.directFailed()).isZero();
        assertThat(figures.processorSeconds()).containsKeys("services", "database", "director", "loader");
    }

    /** Asked to stop, an instance is left by its callers before it ends, and ends well. */
    @Test
    @Order(2)
    void noCallFailsWhileInstancesAreUpgradedOneByOne() throws Exception {
        try (LabLoad load = load()) {
            for (String service : List.of("gums", "saz")) {
                assertThat(lab.run("stop", "one", service).text()).isEmpty();
                assertThat(status()).contains(service + " does not run");
                assertThat(lab.run("start", "one", service).exit()).isZero();
                await(
                        service + " is back",
                        () -> !status().contains(service + " " + "does not run")
                                && status().contains("one (198.18.79.11): cable in")
                                && status().lines()
                                        .filter(line -> line.startsWith("one "))
                                        .allMatch(line -> line.contains(service + " fresh")));
            }
            LabLoad.flawless(load.end());
        }
    }

    /** Who starts a program must not have to be continued with it: a program that nobody buries seems to run for ever. */
    @Test
    @Order(3)
    void anInstanceThatWasPausedOnceEndsAsAnyOther() throws Exception {
        assertThat(lab.run("signal", "-STOP", "two", "saz").exit()).isZero();
        assertThat(lab.run("signal", "-CONT", "two", "saz").exit()).isZero();
        assertThat(lab.run("stop", "two", "saz").text()).isEmpty();
        assertThat(lab.run("start", "two", "saz").exit()).isZero();
        await(
                "saz is back",
                () -> status().lines()
                        .filter(line -> line.startsWith("two "))
                        .allMatch(line -> line.contains("saz fresh")));
    }

    @Test
    @Order(4)
    void anInstanceIsDrainedByHandAndComesBack() throws Exception {
        var site = lab.environment();
        String url = site.get("GUMS_ADMIN_URL_ONE") + "/api/v1/standing/drain?reason=test";
        String[] curl = {
            "client",
            "curl",
            "-sS",
            "--fail-with-body",
            "--capath",
            site.get("CA_DIR"),
            "--cert",
            site.get("ADMIN_CERT"),
            "--key",
            site.get("ADMIN_KEY"),
            "-X"
        };
        try (LabLoad load = load()) {
            assertThat(lab.run("x", with(curl, "PUT", url)).text()).contains("\"draining\":true");
            String check = "curl -s -o /dev/null -w %{http_code} http://198.18.79.11:9443/health/readiness";
            assertThat(lab.run("x", "one", "sh", "-c", check).text()).isEqualTo("404");
            assertThat(lab.run("x", with(curl, "DELETE", url)).text()).contains("\"draining\":false");
            await(
                    "it is fresh again",
                    () -> status().lines()
                            .filter(line -> line.startsWith("one "))
                            .allMatch(line -> line.contains("gums fresh")));
            LabLoad.flawless(load.end());
        }
        assertThat(lab.run(
                                "lib/mysql",
                                "two",
                                "SELECT verb FROM gridauthz.admin_audit WHERE target LIKE 'gums one:%' ORDER BY at_ms")
                        .text())
                .isEqualTo("drain\nend-drain\n");
    }

    private static String[] with(String[] words, String... more) {
        return java.util.stream.Stream.of(words, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    /** Longer by hand: {@code loadtest/failover}. */
    @Test
    @Order(5)
    void twoFaultsAtOnceCostNoWrongAnswerNoWriteAndNoAccount() throws Exception {
        LabFailover.play(
                lab,
                directory,
                Long.getLong("gridauthz.failover.seed", 20261123L),
                Integer.getInteger("gridauthz.failover.rounds", 1));
    }

    /** With every database away instances stay in the directors; one that is restarted begins from its snapshot and is in again. */
    @Test
    @Order(6)
    void withEveryDatabaseFrozenAllStayInAndOneThatIsRestartedAnswers() throws Exception {
        for (String host : List.of("one", "two", "witness")) {
            lab.run("signal", "-STOP", host, "mysqld");
        }
        try (LabLoad load = load()) {
            await("nobody is fresh", () -> !status().contains(" fresh"));
            assertThat(status()).contains("gums ready", "saz ready").doesNotContain("gums not ready", "saz not ready");
            LabLoad.flawless(load.end());
        }
        for (String service : List.of("gums", "saz")) {
            lab.run("signal", "-KILL", "one", service);
            await(service + " is gone", () -> status().contains(service + " does not run"));
            lab.run("start", "one", service);
            await(
                    service + " answers from its snapshot",
                    () -> status().lines()
                            .filter(line -> line.startsWith("one "))
                            .allMatch(line -> line.contains(service + " ready")));
        }
        try (LabLoad load = load()) {
            // The other host's are ended: what is answered now comes from the snapshots.
            lab.run("signal", "-KILL", "two", "gums");
            lab.run("signal", "-KILL", "two", "saz");
            await("they are gone", () -> status().contains("gums does not run"));
            load.end();
        }
        Path output = directory.resolve("from-snapshots");
        Process calls = lab.client(SiteCalls.class, output, "--calls", "100", "--callers", "4", "--direct-every", "0");
        assertThat(calls.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.exitValue()).as(Files.readString(output)).isZero();
    }

    @Test
    @Order(7)
    void nothingIsLeft() throws Exception {
        assertThat(lab.run("down").exit()).isZero();
        traces.assertNone();
    }
}
