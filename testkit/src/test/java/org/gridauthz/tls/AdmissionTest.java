package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gridauthz.tls.Dialogue.Reply;
import org.junit.jupiter.api.Test;

/** A real Tomcat under admission: what communities may take, what others keep, and that everything is given back. */
class AdmissionTest extends UnderAdmission {
    @Test
    void whoeverReadsNoAnswersKeepsNoSeatAndNoMoreThanHisWaitSlots() throws Exception {
        try (Dialogue first = connect("Storm 1", "calls");
                Dialogue second = connect("Storm 2", "calls");
                Dialogue third = connect("Storm 3", "calls");
                Dialogue fourth = connect("Storm 4", "calls")) {
            first.send("/large", 8);
            eventually(() -> standing("storm").away() == 1);
            assertThat(fourth.ask("/").status()).isEqualTo(200);
            second.send("/large", 8);
            eventually(() -> standing("storm").away() == 2);
            third.send("/large", 8);
            // No slot is left for this one, which ends; nobody has to wait for it.
            eventually(() -> standing("storm").sheds().getOrDefault("no_wait_slot", 0L) == 1);
            assertThat(fourth.ask("/").status()).isEqualTo(200);
        }
        eventually(() -> standing("storm").away() == 0);
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
