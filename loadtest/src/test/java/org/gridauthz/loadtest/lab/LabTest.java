package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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
    private static LabSteps steps;
    private static List<String> before;

    @BeforeAll
    static void up() throws Exception {
        before = namespaces();
        lab = Lab.up(directory.resolve("lab"));
        steps = new LabSteps(lab, directory);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void everyCopyAnswersThroughTheVirtualAddressAndByItself() throws Exception {
        Path output = directory.resolve("first");
        Process calls = lab.client(SiteCalls.class, output, "--calls", "400", "--callers", "8", "--direct-every", "1");
        assertThat(calls.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        SiteFigures figures = new JsonMapper().readValue(said.substring(said.indexOf('{')), SiteFigures.class);
        LabSteps.flawless(figures);
        assertThat(figures.calls()).isEqualTo(400);
        assertThat(figures.direct()).isGreaterThanOrEqualTo(6);
        assertThat(figures.directFailed()).isZero();
        assertThat(figures.processorSeconds()).containsKeys("services", "database", "director", "loader");
    }

    /** Asked to stop, an instance is left by its callers before it ends, and ends well. */
    @Test
    @Order(2)
    void noCallFailsWhileInstancesAreUpgradedOneByOne() throws Exception {
        try (LoadBeside load = steps.load()) {
            for (String service : List.of("gums", "saz")) {
                assertThat(lab.run("stop", "one", service).text()).isEmpty();
                assertThat(steps.status()).contains(service + " does not run");
                assertThat(lab.run("start", "one", service).exit()).isZero();
                steps.await(
                        service + " is back",
                        () -> !steps.status().contains(service + " " + "does not run")
                                && steps.status().contains("one (198.18.79.11): cable in")
                                && steps.status()
                                        .lines()
                                        .filter(line -> line.startsWith("one "))
                                        .allMatch(line -> line.contains(service + " fresh")));
            }
            LabSteps.flawless(load.end());
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
        steps.await(
                "saz is back",
                () -> steps.status()
                        .lines()
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
        try (LoadBeside load = steps.load()) {
            assertThat(lab.run("x", with(curl, "PUT", url)).text()).contains("\"draining\":true");
            String check = "curl -s -o /dev/null -w %{http_code} http://198.18.79.11:9443/health/readiness";
            assertThat(lab.run("x", "one", "sh", "-c", check).text()).isEqualTo("404");
            assertThat(lab.run("x", with(curl, "DELETE", url)).text()).contains("\"draining\":false");
            steps.await(
                    "it is fresh again",
                    () -> steps.status()
                            .lines()
                            .filter(line -> line.startsWith("one "))
                            .allMatch(line -> line.contains("gums fresh")));
            LabSteps.flawless(load.end());
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

    /** With every database away instances stay in the directors; one that is restarted begins from its snapshot and is in again. */
    @Test
    @Order(5)
    void withEveryDatabaseFrozenAllStayInAndOneThatIsRestartedAnswers() throws Exception {
        for (String host : List.of("one", "two", "witness")) {
            lab.run("signal", "-STOP", host, "mysqld");
        }
        try (LoadBeside load = steps.load()) {
            steps.await("nobody is fresh", () -> !steps.status().contains(" fresh"));
            assertThat(steps.status())
                    .contains("gums ready", "saz ready")
                    .doesNotContain("gums not ready", "saz not ready");
            LabSteps.flawless(load.end());
        }
        for (String service : List.of("gums", "saz")) {
            lab.run("signal", "-KILL", "one", service);
            steps.await(service + " is gone", () -> steps.status().contains(service + " does not run"));
            lab.run("start", "one", service);
            steps.await(
                    service + " answers from its snapshot",
                    () -> steps.status()
                            .lines()
                            .filter(line -> line.startsWith("one "))
                            .allMatch(line -> line.contains(service + " ready")));
        }
        try (LoadBeside load = steps.load()) {
            // The other host's are ended: what is answered now comes from the snapshots.
            lab.run("signal", "-KILL", "two", "gums");
            lab.run("signal", "-KILL", "two", "saz");
            steps.await("they are gone", () -> steps.status().contains("gums does not run"));
            load.end();
        }
        Path output = directory.resolve("from-snapshots");
        Process calls = lab.client(SiteCalls.class, output, "--calls", "100", "--callers", "4", "--direct-every", "0");
        assertThat(calls.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.exitValue()).as(Files.readString(output)).isZero();
    }

    @Test
    @Order(6)
    void nothingIsLeft() throws Exception {
        assertThat(lab.run("down").exit()).isZero();
        assertThat(directory.resolve("lab")).doesNotExist();
        assertThat(namespaces()).isEqualTo(before);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(directory.toString())))
                .isEmpty();
    }

    /** Of this machine's own network. */
    private static List<String> namespaces() throws Exception {
        Process links = new ProcessBuilder("sh", "-c", "ip -brief link; ip netns list").start();
        return links.inputReader().lines().map(line -> line.split(" ")[0]).toList();
    }
}
