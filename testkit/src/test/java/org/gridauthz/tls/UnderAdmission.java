package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gridauthz.community.Seat;
import org.gridauthz.community.Standing;
import org.gridauthz.tls.Dialogue.Reply;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.gridauthz.tls.TlsSettings.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real Tomcat under admission, with one seat and a community that may not take much. */
abstract class UnderAdmission {
    static final String FILE = """
        format: 1
        cpus: 1
        handshake: 4s
        sources: {connections: 60, half-open: 20}
        default: others
        communities:
          - name: storm
            callers: ["/DC=org/DC=example/CN=Storm*"]
            threads: 3
            waiting: 2
            queue: 1
            deadline: 10s
          - name: others
            weight: 3
            deadline: 10s
        """;

    @TempDir
    Path directory;

    final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    final Held held = new Held();
    Site site;
    Path file;
    AdmissionControl control;
    GridServer server;

    /** {@code /hold} keeps its seat and {@code /wait} waits without one until it is let go, {@code /large} has 4 MB to say; others answer at once. */
    static final class Held extends HttpServlet {
        private static final long serialVersionUID = 1L;
        final Semaphore inside = new Semaphore(0);
        volatile CountDownLatch let = new CountDownLatch(1);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                if (request.getRequestURI().equals("/hold")) {
                    inside.release();
                    let.await();
                } else if (request.getRequestURI().equals("/wait")) {
                    Seat.whileAway(() -> {
                        inside.release();
                        let.await();
                        return "";
                    });
                }
                if (request.getRequestURI().equals("/large")) {
                    response.getOutputStream().write(new byte[4 << 20]);
                }
                response.getOutputStream().print("done");
            } catch (Seat.NoWaitSlotException e) {
                response.setStatus(503);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        site = new Site(directory);
        file = directory.resolve("communities.yaml");
        begin(FILE, true);
    }

    void begin(String text, boolean on) throws Exception {
        Files.writeString(file, text);
        control = AdmissionControl.of(new AdmissionSettings(file.toString(), on), "saz");
        server = new GridServer(
                site,
                List.of(
                        GridServer.listener("calls", ClientCertificate.REQUIRED),
                        new Listener(
                                "admin",
                                null,
                                0,
                                ClientCertificate.REQUIRED,
                                List.of(),
                                false,
                                100,
                                4,
                                Duration.ofSeconds(20))),
                control,
                held);
    }

    @AfterEach
    void stop() {
        held.let.countDown();
        server.close();
        control.close();
        clients.shutdownNow();
    }

    Dialogue connect(String person, String listener) throws IOException {
        return new Dialogue(site.person(person).sslContext(), server.port(listener), "TLSv1.3");
    }

    CompletableFuture<Reply> ask(Dialogue dialogue, String path) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return dialogue.ask(path);
                    } catch (IOException e) {
                        return new Reply(0, String.valueOf(e.getMessage()), true);
                    }
                },
                clients);
    }

    Standing standing(String community) {
        return Objects.requireNonNull(control.admission()).scheduler().standings().stream()
                .filter(it -> it.community().equals(community))
                .findFirst()
                .orElseThrow();
    }

    long sheds(String community) {
        return standing(community).sheds().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    static void eventually(BooleanSupplier it) {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!it.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come true").isLessThan(end);
            try {
                assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
