package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule of the scheduler at a time. */
class SchedulerTest extends SchedulerScene {
    @Test
    void idleCapacityIsLentWholeAndComesBackWithinATenthOfASecond() {
        Scheduler scheduler = scheduler(2, false, community("a", 1, queue(9)), community("b", 1, queue(9)));
        Work first = call(scheduler, "a", "a1");
        call(scheduler, "a", "a2");
        call(scheduler, "a", "a3");
        assertThat(log).containsExactly("a1", "a2");
        // They do not get up: a minute of arithmetic each.
        now += 10 * MS;
        call(scheduler, "b", "b1");
        assertThat(log).containsExactly("a1", "a2");
        for (int i = 0; i < 9; i++) {
            now += 10 * MS;
            scheduler.tick();
        }
        assertThat(log).containsExactly("a1", "a2", "b1");
        // The lender has its seat, but the borrower no third one.
        now += 1000 * MS;
        scheduler.tick();
        assertThat(log).containsExactly("a1", "a2", "b1", "a3 LATE");
        scheduler.done(first);
        call(scheduler, "a", "a4");
        assertThat(log).last().isEqualTo("a4");
    }

    @Test
    void aStepOfManyCallsGivesWayBetweenThemAndQueuesAsIfItCameThen() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(2)), community("b", 1, queue(9)));
        Work many = call(scheduler, "a", "a1");
        now += 9 * MS;
        assertThat(scheduler.giveWay(many)).as("nobody waits").isFalse();
        Work own = call(scheduler, "a", "a2");
        Work other = call(scheduler, "b", "b1");
        assertThat(scheduler.giveWay(many)).isTrue();
        assertThat(log).containsExactly("a1", "b1");
        now += MS;
        scheduler.done(other);
        assertThat(log).as("behind its own community's").containsExactly("a1", "b1", "a2");
        now += MS;
        scheduler.done(own);
        assertThat(log).last().isEqualTo("a1");
        call(scheduler, "b", "b2");
        now += MS;
        assertThat(scheduler.giveWay(many)).as("it has just sat down").isFalse();
        call(scheduler, "a", "a3");
        call(scheduler, "a", "a4");
        now += MS;
        assertThat(scheduler.giveWay(many)).isTrue();
        assertThat(log).as("no better off than a call that comes now").contains("a1 FULL");
    }

    /** Calls whose bodies come in two pieces each: after every wait the step is in front, and still has one slice in all. */
    @Test
    void aStepThatWaitsNowAndThenHasNoMoreThanItsSlice() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(9)));
        Work many = call(scheduler, "a", "a1");
        call(scheduler, "a", "a2");
        now += MS;
        assertThat(scheduler.giveWay(many)).as("half a slice").isFalse();
        assertThat(scheduler.away(many)).isTrue();
        scheduler.back(many);
        call(scheduler, "a", "a3");
        scheduler.done(latest);
        now += MS;
        assertThat(scheduler.giveWay(many)).as("the other half").isTrue();
        assertThat(log).containsExactly("a1", "a2", "a1", "a3");
    }

    @Test
    void aCommunitysCallsAndHandshakesHaveHalfOfItsTimeEach() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(99)));
        call(scheduler, "a", "c0");
        for (int i = 1; i <= 20; i++) {
            handshake(scheduler, "a", "h" + i);
        }
        for (int i = 1; i <= 20; i++) {
            call(scheduler, "a", "c" + i);
        }
        // A handshake takes four times as long as a call, and all of them were here before the calls.
        for (int i = 0; i < 15; i++) {
            now += log.getLast().startsWith("h") ? 4 * MS : MS;
            scheduler.done(latest);
        }
        assertThat(log.stream().filter(name -> name.startsWith("h"))).hasSize(3);
        assertThat(log.stream().filter(name -> name.startsWith("c"))).hasSize(13);
    }

    @Test
    void aFullQueueSendsTheNewestAwayAtOnce() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(2)));
        for (int i = 1; i <= 4; i++) {
            call(scheduler, "a", "a" + i);
        }
        assertThat(log).containsExactly("a1", "a4 FULL");
        assertThat(scheduler.standings().getFirst().sheds()).containsEntry("full", 1L);
    }

    @Test
    void aBurstWaitsForTheDeadlineAStormBehindTheOldestSixteenForThreeMilliseconds() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(40)));
        Work sitting = call(scheduler, "a", "a1");
        for (int i = 2; i <= 18; i++) {
            call(scheduler, "a", "a" + i);
        }
        now += 99 * MS;
        scheduler.tick();
        assertThat(log).containsExactly("a1");
        now += 2 * MS;
        call(scheduler, "a", "a19");
        // The queue has not been empty for more than 100 ms.
        assertThat(log).containsExactly("a1", "a18 LATE");
        scheduler.done(sitting);
        now += 4 * MS;
        scheduler.tick();
        assertThat(log).containsExactly("a1", "a18 LATE", "a2");
        now += 150 * MS;
        scheduler.tick();
        assertThat(log).hasSize(3 + 15).contains("a3 LATE", "a17 LATE").doesNotContain("a19 LATE");
    }

    @Test
    void aFewCallersWhoSendOneLongCallAfterAnotherAreNoStorm() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(40)));
        Work sitting = call(scheduler, "a", "a1");
        for (int i = 2; i <= 60; i++) {
            while (scheduler.standings().getFirst().waitingCalls() < 8) {
                call(scheduler, "a", "a" + i++);
            }
            now += 10 * MS;
            scheduler.tick();
            scheduler.done(sitting);
            sitting = latest;
        }
        assertThat(log).noneMatch(line -> line.contains(" "));
        assertThat(scheduler.standings().getFirst().overloaded()).isFalse();
    }

    @Test
    void whoMustWaitGivesHisSeatBackAndQueuesAgain() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(9)), community("b", 1, queue(9)));
        Work slow = call(scheduler, "a", "a1");
        Work second = call(scheduler, "a", "a2");
        assertThat(scheduler.away(slow)).isTrue();
        assertThat(log).containsExactly("a1", "a2");
        assertThat(scheduler.away(second)).isTrue();
        Work third = call(scheduler, "a", "a3");
        // There are two wait slots, and nobody else's are lent.
        assertThat(scheduler.away(third)).isFalse();
        call(scheduler, "a", "a4");
        scheduler.back(slow);
        assertThat(log).containsExactly("a1", "a2", "a3");
        scheduler.done(third);
        assertThat(log).containsExactly("a1", "a2", "a3", "a1");
        // It gave up in its wait slot: the slot is free again.
        scheduler.done(second);
        assertThat(scheduler.standings().getFirst().away()).isZero();
        scheduler.done(slow);
        assertThat(log).containsExactly("a1", "a2", "a3", "a1", "a4");
    }

    @Test
    void waitingCallsOfOneCommunityKeepNoSeatFromAnother() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(9)), community("b", 1, queue(9)));
        Work slow = call(scheduler, "a", "a1");
        assertThat(scheduler.away(slow)).isTrue();
        for (int i = 0; i < 3; i++) {
            scheduler.done(call(scheduler, "b", "b" + i));
            now += MS;
        }
        assertThat(log).containsExactly("a1", "b0", "b1", "b2");
    }

    @Test
    void whatABatchCostsIsChargedWhenItIsKnown() {
        Scheduler scheduler = scheduler(1, false, community("a", 1, queue(99)), community("b", 1, queue(99)));
        Work batch = call(scheduler, "a", "a1");
        call(scheduler, "a", "a2");
        call(scheduler, "b", "b1");
        scheduler.expect(batch, 50 * MS);
        now += 50 * MS;
        scheduler.done(batch);
        now += MS;
        assertThat(log).containsExactly("a1", "b1");
    }

    @Test
    void refusalsHaveABudget() {
        Scheduler scheduler = scheduler(2, false, community("a", 1, queue(1)), community("b", 1, queue(1)));
        Work refused = call(scheduler, "a", "a1");
        Work other = call(scheduler, "b", "b1");
        // 5 % of two processors, a tenth of a second's worth at most.
        scheduler.refused(refused, 2, 11 * MS);
        assertThat(scheduler.mayAnswerRefusal(refused)).isFalse();
        assertThat(scheduler.mayAnswerRefusal(other)).isTrue();
        assertThat(scheduler.standings().getFirst().closed()).isEqualTo(1);
        assertThat(scheduler.standings().getFirst().refused()).isEqualTo(2);
        now += 20 * MS;
        assertThat(scheduler.mayAnswerRefusal(refused)).isTrue();
    }

    @Test
    void aCommunityThatIsGoneIsServedToTheEnd() {
        Community a = community("a", 1, queue(9));
        Community b = community("b", 1, queue(9));
        Scheduler scheduler = scheduler(1, false, a, b);
        Work sitting = call(scheduler, "b", "b1");
        Work waiting = call(scheduler, "b", "b2");
        scheduler.configure(Communities.of(a));
        call(scheduler, "b", "now of a");
        scheduler.done(sitting);
        scheduler.done(waiting);
        assertThat(log).containsExactlyInAnyOrder("b1", "b2", "now of a");
    }

    @Test
    void nothingIsLeftBehind() {
        Scheduler scheduler = scheduler(2, true, community("a", 1, queue(3)), community("b", 3, queue(3)));
        List<Work> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(call(scheduler, i % 2 == 0 ? "a" : "b", "c" + i));
            all.add(handshake(scheduler, i % 3 == 0 ? "a" : "b", "h" + i));
            if (i % 5 == 0) {
                scheduler.away(all.get(i));
            }
            scheduler.cancel(all.get(all.size() / 2));
            now += MS;
        }
        all.forEach(scheduler::back);
        all.forEach(scheduler::done);
        all.forEach(scheduler::done);
        assertThat(scheduler.standings())
                .allSatisfy(it -> assertThat(it.seats() + it.waitingCalls() + it.waitingHandshakes() + it.away())
                        .isZero());
    }
}
