package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.gridauthz.tls.Dialogue.Reply;
import org.gridauthz.trust.VerifiedChain;
import org.junit.jupiter.api.Test;

/** What whoever is over his share is told, and by whom it is noticed. */
class RefusalTest extends UnderAdmission {
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
            // A slow machine may have let its deadline pass.
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
            // The very same connection.
            assertThat(third.ask("/").status()).isEqualTo(200);
            // Two calls that come in one event are one errand sent away.
            eventually(() -> standing("storm").refused() >= 2);
            assertThat(sheds("others")).isZero();
        }
    }

    @Test
    void callsSentTogetherAreRefusedOneByOneAndTheConnectionStays() throws Exception {
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Dialogue third = connect("Storm 3", "calls")) {
            CompletableFuture<Reply> holding = ask(first, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(second, "/");
            eventually(() -> standing("storm").waitingCalls() == 1 || waiting.isDone());
            assertThat(third.askTogether("/", 5)).hasSize(5).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.closes()).isFalse();
            });
            eventually(() -> standing("storm").refused() >= 5);
            assertThat(standing("storm").refusalSeconds()).isPositive();
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
            assertThat(third.ask("/").status()).isEqualTo(200);
        }
    }

    @Test
    void whoeverSendsCallsWithoutAPauseIsToldNoSoOftenOnly() throws Exception {
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Dialogue third = connect("Storm 3", "calls")) {
            CompletableFuture<Reply> holding = ask(first, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(second, "/");
            eventually(() -> standing("storm").waitingCalls() == 1 || waiting.isDone());
            List<Reply> replies = third.askTogether("/", 64);
            assertThat(replies.subList(0, 63))
                    .allSatisfy(reply -> assertThat(reply.closes()).isFalse());
            assertThat(replies.getLast().status()).isEqualTo(503);
            assertThat(replies.getLast().closes()).isTrue();
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
        }
    }

    /** What comes behind a call in the same record has no better right than what comes by itself. */
    @Test
    void aCallBehindALongOneIsRefusedWhereOthersOfItsCommunityWait() throws Exception {
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls")) {
            CompletableFuture<List<Reply>> holding = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return first.askTogether("/hold", 3);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    clients);
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(second, "/hold");
            eventually(() -> standing("storm").waitingCalls() == 1);
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS))
                    .extracting(Reply::status)
                    .containsExactly(200, 503, 503);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            // It has not even lost its connection.
            assertThat(first.ask("/").status()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatSpeaksSomethingElseRefusesInItsOwnWords() throws Exception {
        TlsSettings settings = new TlsSettings(
                List.of(site.rsa, site.ec), List.of(), Duration.ofSeconds(20), Duration.ofMinutes(10), 1000);
        TlsPorts ports = new TlsPorts(settings, site.trust, server.watch, server.counted, site.clock(), control);
        TlsPort.Service service = new TlsPort.Service() {
            @Override
            public TlsPort.Dialogue begin(VerifiedChain caller, List<X509Certificate> presented, String address) {
                return (bytes, length) -> "answered".getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public TlsPort.Dialogue refuse() {
                return (bytes, length) -> "too many".getBytes(StandardCharsets.US_ASCII);
            }
        };
        TlsPort.Place place = new TlsPort.Place("vo", null, 0, 100, 4, Duration.ofSeconds(20));
        try (TlsPort port = ports.open(place, service);
                Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Socket third =
                        site.person("Storm 3").sslContext().getSocketFactory().createSocket("localhost", port.port());
                Socket fourth =
                        site.person("Storm 4").sslContext().getSocketFactory().createSocket("localhost", port.port())) {
            assertThat(said(third)).isEqualTo("answered");
            ((SSLSocket) fourth).startHandshake();
            CompletableFuture<Reply> holding = ask(first, "/hold");
            assertThat(held.inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Reply> waiting = ask(second, "/");
            eventually(() -> standing("storm").waitingCalls() == 1 || waiting.isDone());
            assertThat(said(fourth)).isEqualTo("too many");
            held.let.countDown();
            assertThat(holding.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
        }
    }

    private static String said(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write('?');
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
