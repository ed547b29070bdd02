package org.gridauthz.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.clients.ClientRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rendered directors over instances in every state: fresh ones are preferred, ready ones stand in, a drained one keeps the callers it has. */
@Tag("clients")
class DirectorTest {
    private static final Path RENDERED = RenderTest.SAMPLE.resolve("rendered");

    @TempDir
    Path directory;

    private FakeInstance one;
    private FakeInstance two;
    private @Nullable Process haproxy;
    private int port;

    @BeforeEach
    void start() throws IOException {
        one = new FakeInstance("one");
        two = new FakeInstance("two");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
        one.close();
        two.close();
    }

    /** The rendered file as it is, its first partition alone and on loopback. */
    private void runHaproxy() throws IOException {
        port = FreePort.take();
        String text = Files.readString(RENDERED.resolve("lab/one/haproxy.cfg"));
        text = text.substring(0, text.indexOf("frontend saz"))
                .replace("maxconn 60000", "maxconn 100")
                .replace("/run/haproxy", directory.toString())
                .replace("198.18.79.100:8443 transparent", "127.0.0.1:" + port)
                .replace("198.18.79.11:8443 check port 9443", at(one))
                .replace("198.18.79.12:8443 check port 9443", at(two));
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        haproxy = new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
    }

    private static String at(FakeInstance instance) {
        return "127.0.0.1:" + instance.port() + " check port " + instance.managementPort();
    }

    /** One connection through the director. */
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

        Connection() throws IOException {
            socket.setSoTimeout(10_000);
        }

        /** Who answers; null when nobody does. */
        @Nullable
        String ask() {
            try {
                socket.getOutputStream().write('\n');
                return in.readLine();
            } catch (IOException closed) {
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private @Nullable String askAnew() {
        try (Connection connection = new Connection()) {
            return connection.ask();
        } catch (IOException refused) {
            return null;
        }
    }

    private void awaitThatNewOnesGoTo(@Nullable String name) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        @Nullable String answer = askAnew();
        while (name == null ? answer != null : !name.equals(answer)) {
            assertThat(System.nanoTime()).as("still %s", answer).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            answer = askAnew();
        }
    }

    @Test
    void haproxyPrefersFreshOnesFallsBackToReadyOnesAndLeavesConnectionsAlone() throws IOException {
        runHaproxy();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (askAnew() == null) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        two.says(404, 200);
        awaitThatNewOnesGoTo("one");
        try (Connection kept = new Connection()) {
            assertThat(kept.ask()).isEqualTo("one");
            // No more fresh than the other: both are ready, and nobody is sent away.
            one.says(404, 200);
            two.says(200, 200);
            awaitThatNewOnesGoTo("two");
            assertThat(kept.ask()).as("stale, and its callers stay").isEqualTo("one");
            two.says(404, 200);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            assertThat(askAnew()).as("every database gone: all stay in").isIn("one", "two");
            // One drains: new callers go to the other, those it has stay.
            one.says(404, 404);
            awaitThatNewOnesGoTo("two");
            assertThat(kept.ask()).as("draining").isEqualTo("one");
            // Nobody can answer.
            one.says(503, 503);
            two.says(503, 503);
            awaitThatNewOnesGoTo(null);
            long late = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (kept.ask() != null) {
                assertThat(System.nanoTime()).as("its connections are closed").isLessThan(late);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 200, 0", "404, 200, 3", "404, 404, 2", "503, 503, 1", "503, 200, 3"})
    void theCheckOfKeepalivedTellsWeights(int fresh, int ready, int exit) {
        one.says(fresh, ready);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int said = check(one.managementPort());
        while (said != exit) { // it waits a second only, which a busy machine may take for a first answer
            assertThat(System.nanoTime()).as("still %d", said).isLessThan(end);
            said = check(one.managementPort());
        }
    }

    @Test
    void anInstanceThatIsNotThereIsOut() throws IOException {
        int nobody = FreePort.take();
        assertThat(check(nobody)).isEqualTo(1);
    }

    private static int check(int managementPort) {
        String script = RENDERED.resolve("site/fg5/gridauthz-check").toString();
        return ClientRun.of(Map.of(), List.of("bash", script, "127.0.0.1", Integer.toString(managementPort)))
                .exit();
    }
}
