package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Community;
import org.gridauthz.community.Community.Limits;
import org.gridauthz.community.Errand;
import org.gridauthz.community.Scheduler;
import org.gridauthz.community.Seat;
import org.gridauthz.community.Shed;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.junit.jupiter.api.Test;

/** On a server of one processor, so with one seat for all who ask. */
class FlightsTest {
    private static final LeaseAnswer FOUND = new LeaseAnswer.Leased("dune001");

    private final Flights flights = new Flights();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    private static Scheduler scheduler(int waiting) {
        Community all = new Community(
                "all", 1, null, Community.Rules.NONE, new Limits(8, waiting, 8, Duration.ofSeconds(5), 8, 8));
        return new Scheduler(
                new Communities(
                        List.of(all), all, 1, 5, Duration.ofSeconds(5), Communities.SourceBudget.USUAL, List.of()),
                System::nanoTime,
                true);
    }

    /** A call that asks, on a thread of its own as soon as it has a seat. */
    private final class Call extends Errand {
        private final Seat seat;
        private final CompletableFuture<LeaseAnswer> answer = new CompletableFuture<>();
        private final Thread thread;

        Call(Scheduler scheduler, Supplier<LeaseAnswer> look) {
            super(Kind.CALL);
            this.seat = new Seat(scheduler, this);
            this.thread = Thread.ofPlatform()
                    .daemon()
                    .unstarted(() -> seat.work(() -> answer.complete(flights.join("somebody", look))));
        }

        @Override
        protected void seated() {
            if (!seat.returned()) {
                thread.start();
            }
        }

        @Override
        protected void shed(Shed why) {
            answer.completeExceptionally(new AssertionError(why));
        }

        LeaseAnswer answer() throws Exception {
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private LeaseAnswer askTheDatabase() {
        try {
            return Seat.whileAway(() -> {
                asked.countDown();
                assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
                return FOUND;
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Call first(Scheduler scheduler) throws InterruptedException {
        Call first = new Call(scheduler, this::askTheDatabase);
        scheduler.offer(first, "all");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    @Test
    void whoeverWaitsForAnothersAnswerLeavesHimTheSeatHeNeeds() throws Exception {
        Scheduler scheduler = scheduler(2);
        Call first = first(scheduler);
        Call second = new Call(scheduler, () -> {
            throw new AssertionError("asked twice");
        });
        scheduler.offer(second, "all");
        while (second.thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits, wherever it does
        }
        answered.countDown();
        assertThat(first.answer()).isEqualTo(FOUND);
        assertThat(second.answer()).isEqualTo(FOUND);
    }

    @Test
    void whereNobodyMoreMayWaitNothingIsDecided() throws Exception {
        Scheduler scheduler = scheduler(1);
        Call first = first(scheduler);
        Call second = new Call(scheduler, () -> FOUND);
        scheduler.offer(second, "all");
        assertThat(second.answer()).isInstanceOf(LeaseAnswer.Unavailable.class);
        answered.countDown();
        assertThat(first.answer()).isEqualTo(FOUND);
    }
}
