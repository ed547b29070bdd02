package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is refused before TLS, and that it is given back. */
class AcceptBudgetTest extends UnderAdmission {
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
    void silentPeersGiveWayToOthersOfTheirCommunity() throws Exception {
        server.close();
        control.close();
        begin(
                FILE.replace("handshake: 4s", "handshake: 60s").replace("weight: 3", "weight: 3\n    half-open: 5"),
                true);
        var gate = Objects.requireNonNull(control.admission()).gate();
        List<Socket> sockets = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                sockets.add(new Socket("localhost", server.port()));
            }
            eventually(() -> gate.open("others")[1] == 5);
            // For a moment they may be honest and slow; then the oldest goes, and whoever means it gets in.
            eventually(() -> {
                try (Dialogue bob = connect("Bob", "calls")) {
                    return bob.ask("/").status() == 200;
                } catch (IOException e) {
                    return false;
                }
            });
            assertThat(gate.open("others")[1]).isLessThan(5);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        eventually(() -> gate.open("others")[0] == 0);
    }
}
