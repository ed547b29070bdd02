package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The lab behind directors of their own: Linux Virtual Server with direct routing, from the rendered files, in kernels that run as programs. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LvsLabTest {
    private static final Pattern ACTIVE = Pattern.compile("(?m)^(lvs\\d) .* has 198\\.18\\.79\\.100");

    @TempDir
    static Path directory;

    private static Lab lab;
    private static LabTraces traces;

    @BeforeAll
    static void up() throws Exception {
        traces = new LabTraces(directory.resolve("lab"));
        lab = Lab.up(directory.resolve("lab"), "--lvs");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String status() throws Exception {
        return lab.run("status").text();
    }

    private static String await(String what, Predicate<String> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        String status = status();
        while (!condition.test(status)) {
            if (System.nanoTime() > end) {
                fail("too late: %s%n%s%n%s", what, status, lab.log("lvs1", "director"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            status = status();
        }
        return status;
    }

    /** The one director that has the virtual address; empty when it is none or both, as in a change it is. */
    private static String active(String status) {
        Matcher found = ACTIVE.matcher(status);
        String active = found.find() ? found.group(1) : "";
        return found.find() ? "" : active;
    }

    private static String active() throws Exception {
        return active(
                await("one director has the address", status -> !active(status).isEmpty()));
    }

    /** Lines of status that begin so. */
    private static Predicate<String> all(String begin, String holds) {
        return status -> status.lines().filter(line -> line.startsWith(begin)).allMatch(line -> line.contains(holds));
    }

    private static String other(String director) {
        return director.equals("lvs1") ? "lvs2" : "lvs1";
    }

    /** Mappings and decisions by both instances, over mutual TLS. */
    @Test
    @Order(1)
    void callsAreAnsweredThroughTheVirtualAddress() throws Exception {
        SiteFigures figures = LabLoad.some(lab, directory, "--calls", "200", "--callers", "8", "--direct-every", "1");
        LabLoad.flawless(figures);
        assertThat(figures.calls()).isEqualTo(200);
        assertThat(figures.directFailed()).isZero();
        assertThat(figures.processorSeconds()).containsKey("director");
    }

    /** Behind HAProxy it would be the director's. */
    @Test
    @Order(2)
    void aServiceSeesTheAddressOfItsCaller() throws Exception {
        var site = lab.environment();
        String[] call = {
            "client",
            "curl",
            "-sS",
            "--interface",
            "198.18.79.217",
            "--capath",
            site.get("CA_DIR"),
            "--cert",
            site.get("USER_CERT"),
            "--key",
            site.get("USER_KEY"),
            "https://198.18.79.100:15000/generate-ac?fqans=/" + site.get("VO")
        };
        assertThat(lab.run("x", call).text()).contains("<ac>");
        assertThat(lab.run("x", active(), "cat", "/proc/net/ip_vs_conn").text())
                .as("the director forwarded it")
                .containsPattern("TCP C6124FD9 [0-9A-F]{4} C6124F64 3A98 C6124F0[BC] 3A98");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!recorded("one").contains("\"host\":\"198.18.79.217\"")
                && !recorded("two").contains("\"host\":\"198.18.79.217\"")) {
            assertThat(System.nanoTime())
                    .as("%s%s", recorded("one"), recorded("two"))
                    .isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static String recorded(String host) throws IOException {
        return Files.readString(directory.resolve("lab/hosts/" + host + "/voms-decisions.jsonl"));
    }

    @Test
    @Order(3)
    void noCallFailsWhileAnInstanceIsUpgraded() throws Exception {
        try (LabLoad load = new LabLoad(lab, directory)) {
            assertThat(lab.run("stop", "one", "gums").text()).isEmpty();
            assertThat(await("directors leave it out", all("lvs", "forwards to 7 of 8")))
                    .contains("gums does not run");
            assertThat(lab.run("start", "one", "gums").exit()).isZero();
            await("it is back", all("lvs", "forwards to 8 of 8"));
            LabLoad.flawless(load.end());
        }
    }

    @Test
    @Order(4)
    void theOtherDirectorTakesOverAndKeepsTheAddress() throws Exception {
        String killed = active();
        try (LabLoad load = new LabLoad(lab, directory)) {
            assertThat(lab.run("signal", "-KILL", killed, "director").exit()).isZero();
            String after = await("the other has it", status -> active(status).equals(other(killed)));
            assertThat(after).containsPattern(killed + " .*director does not run");
            LabLoad.flawless(LabLoad.some(lab, directory, "--calls", "100", "--callers", "8", "--direct-every", "0"));
            SiteFigures figures = load.end();
            System.out.println("the active director killed: " + figures);
            assertThat(figures.wrong()).as("%s", figures).isZero();
            assertThat(figures.failed()).as("those under way: %s", figures).isLessThanOrEqualTo(8);
            assertThat(figures.longestGapMillis()).isLessThan(15_000);
        }
        assertThat(lab.run("start", killed, "director").exit()).isZero();
        String back = await("it forwards again", all(killed, "forwards to 8 of 8"));
        assertThat(active(back)).as("it does not take over").isEqualTo(other(killed));
    }

    @Test
    @Order(5)
    void nothingIsLeft() throws Exception {
        assertThat(lab.run("down").exit()).isZero();
        traces.assertNone();
    }
}
