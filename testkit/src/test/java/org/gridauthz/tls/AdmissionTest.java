package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Tomcat under admission: what communities may take, what others keep, and that everything is given back. */
class AdmissionTest {
    private static final String FILE = """
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

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Held held = new Held();
    private Site site;
    private Path file;
    private AdmissionControl control;
    private GridServer server;

    /** {@code /hold} keeps its seat and {@code /wait} waits without one until it is let go; others answer at once. */
    private static final class Held extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final Semaphore inside = new Semaphore(0);
        private volatile CountDownLatch let = new CountDownLatch(1);

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

    private void begin(String text, boolean on) throws Exception {
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

    private Dialogue connect(String person, String listener) throws IOException {
        return new Dialogue(site.person(person).sslContext(), server.port(listener), "TLSv1.3");
    }

    private CompletableFuture<Reply> ask(Dialogue dialogue, String path) {
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

    private Standing standing(String community) {
        return Objects.requireNonNull(control.admission()).scheduler().standings().stream()
                .filter(it -> it.community().equals(community))
                .findFirst()
                .orElseThrow();
    }

    private long sheds(String community) {
        return standing(community).sheds().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void eventually(BooleanSupplier it) {
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

    @Test
    void aRefusedCallIsToldAndKeepsItsConnection() throws Exception {
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Dialogue third = connect("Storm 3", "calls")) {
            assertThat(third.ask("/").body()).isEqualTo("done");
            CompletableFuture<Reply> holding = ask(first, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(second, "/");
            eventually(() -> standing("storm").waitingCalls() == 1 || waiting.isDone());
            Reply refused = third.ask("/");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"OVERLOADED\"");
            assertThat(refused.closes()).isFalse();
            // With a body that is here already, on the old wires, and on a connection that the client wants closed.
            Reply fault = third.ask("/", "Content-Type: text/xml\r\nContent-Length: 0\r\n");
            assertThat(fault.status()).isEqualTo(503);
            assertThat(fault.body()).contains("<soap:Fault>").contains("OVERLOADED");
            assertThat(fault.closes()).isFalse();
            try (Dialogue fourth = connect("Storm 4", "admin")) {
                assertThat(fourth.ask("/").status()).isEqualTo(200);
            }
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            // After a tenth of a second it is a storm: then who waits is sent away.
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
            // The very same connection.
            assertThat(third.ask("/").status()).isEqualTo(200);
            assertThat(sheds("storm")).isGreaterThanOrEqualTo(2);
            assertThat(sheds("others")).isZero();
        }
    }

    @Test
    void aLentSeatComesBackAndWaitingCallsHoldNone() throws Exception {
        try (Dialogue storm = connect("Storm", "calls");
                Dialogue bob = connect("Bob", "calls")) {
            CompletableFuture<Reply> holding = ask(storm, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            // The one seat is taken by somebody who never gets up.
            assertThat(bob.ask("/").status()).isEqualTo(200);
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        held.let = new CountDownLatch(1);
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Dialogue third = connect("Storm 3", "calls");
                Dialogue bob = connect("Bob", "calls")) {
            CompletableFuture<Reply> one = ask(first, "/wait");
            CompletableFuture<Reply> two = ask(second, "/wait");
            assertThat(held.inside.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(standing("storm").away()).isEqualTo(2);
            assertThat(bob.ask("/").status()).isEqualTo(200);
            // Two wait slots are all it has.
            assertThat(third.ask("/wait").status()).isEqualTo(503);
            held.let.countDown();
            assertThat(one.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(two.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        eventually(() -> Objects.requireNonNull(control.admission()).quiet());
    }

    @Test
    void adminCallsNeverWait() throws Exception {
        try (Dialogue storm = connect("Storm", "calls");
                Dialogue more = connect("Storm 2", "calls");
                Dialogue officer = connect("Storm Officer", "admin")) {
            CompletableFuture<Reply> holding = ask(storm, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(more, "/");
            eventually(() -> standing("storm").waitingCalls() == 1 || waiting.isDone());
            assertThat(officer.ask("/").status()).isEqualTo(200);
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
        }
        assertThat(standing("admin").admittedHandshakes()).isPositive();
    }

    @Test
    void silentAndDrippingPeersAreClosedAtTheHandshakeDeadlineAndMeanwhileCounted() throws Exception {
        var gate = Objects.requireNonNull(control.admission()).gate();
        try (Socket silent = new Socket("localhost", server.port());
                Socket dripping = new Socket("localhost", server.port())) {
            silent.setSoTimeout(20_000);
            dripping.setSoTimeout(20_000);
            eventually(() -> gate.open("others")[1] == 2);
            long begin = System.nanoTime();
            CompletableFuture<Long> closed = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            dripping.getOutputStream().write(22);
                            while (dripping.getInputStream().read() >= 0) {
                                dripping.getOutputStream().write(3);
                            }
                        } catch (IOException e) {
                            // closed all the same
                        }
                        return System.nanoTime() - begin;
                    },
                    clients);
            assertThat(silent.getInputStream().read()).isNegative();
            assertThat(closed.get(20, TimeUnit.SECONDS)).isBetween(2_000_000_000L, 18_000_000_000L);
        }
        eventually(() -> gate.open("others")[0] == 0);
    }

    @Test
    void oneSourceHoldsNoMoreThanItsBudget() throws Exception {
        var gate = Objects.requireNonNull(control.admission()).gate();
        List<Socket> sockets = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                sockets.add(new Socket("localhost", server.port()));
            }
            eventually(() -> gate.open("others")[1] == 20);
            assertThatThrownBy(() -> connect("Bob", "calls")).isInstanceOf(IOException.class);
            assertThat(gate.turned("others")).containsKey(org.gridauthz.community.AcceptGate.Turned.SOURCE_HALF_OPEN);
            // They are all silent: their time is up soon.
            eventually(() -> gate.open("others")[1] == 0);
            try (Dialogue bob = connect("Bob", "calls")) {
                assertThat(bob.ask("/").status()).isEqualTo(200);
                assertThat(gate.open("others")).containsExactly(1, 0);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        eventually(() -> gate.open("others")[0] == 0);
    }

    @Test
    void theFileIsFollowedListenersIncluded() throws Exception {
        assertThat(server.listeners.port("storm")).isNull();
        Files.writeString(file, FILE.replace("  - name: storm\n", "  - name: storm\n    listener: {port: {saz: 0}}\n"));
        assertThat(control.look()).isTrue();
        try (Dialogue bob = connect("Bob", "storm")) {
            assertThat(bob.ask("/").status()).isEqualTo(200);
            assertThat(standing("storm").admittedCalls()).isEqualTo(1);
        }
        Files.writeString(file, FILE.replace("weight: 3", "weight: 30"));
        assertThat(control.look()).isTrue();
        assertThat(server.listeners.port("storm")).isNull();
        assertThat(standing("others").weight()).isEqualTo(30);
        try (Dialogue bob = connect("Bob", "calls")) {
            assertThat(bob.ask("/").status()).isEqualTo(200);
        }
    }

    @Test
    void switchedOffNothingIsLimited() throws Exception {
        server.close();
        control.close();
        begin(FILE, false);
        assertThat(control.admission()).isNull();
        try (Dialogue storm = connect("Storm", "calls");
                Dialogue more = connect("Storm 2", "calls")) {
            CompletableFuture<Reply> holding = ask(storm, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(more.ask("/").status()).isEqualTo(200);
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }
}
