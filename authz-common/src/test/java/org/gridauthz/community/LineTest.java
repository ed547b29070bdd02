package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Handshakes of one community that come from several sources. */
class LineTest extends SchedulerScene {
    private final Scheduler scheduler = scheduler(1, false, community("a", 1, queue(6)));

    private void oneAfterTheOther(int steps) {
        for (int i = 0; i < steps; i++) {
            now += MS;
            scheduler.done(latest);
        }
    }

    @Test
    void sourcesTakeTurns() {
        for (int i = 1; i <= 4; i++) {
            handshake(scheduler, "a", "storm" + i, "storm");
        }
        handshake(scheduler, "a", "honest1", "honest");
        handshake(scheduler, "a", "honest2", "honest");
        oneAfterTheOther(5);
        assertThat(log).containsExactly("storm1", "storm2", "honest1", "storm3", "honest2", "storm4");
    }

    @Test
    void aSourceThatComesBackStandsBehindThoseThatWait() {
        handshake(scheduler, "a", "storm1", "storm");
        handshake(scheduler, "a", "honest1", "honest");
        handshake(scheduler, "a", "storm2", "storm");
        handshake(scheduler, "a", "third1", "third");
        oneAfterTheOther(1);
        handshake(scheduler, "a", "honest2", "honest");
        oneAfterTheOther(3);
        assertThat(log).containsExactly("storm1", "honest1", "storm2", "third1", "honest2");
    }

    @Test
    void inAFullQueueWhoeverHasMostOfItGivesWay() {
        for (int i = 0; i <= 6; i++) {
            handshake(scheduler, "a", "storm" + i, "storm");
        }
        handshake(scheduler, "a", "storm7", "storm");
        assertThat(log).containsExactly("storm0", "storm7 FULL");
        handshake(scheduler, "a", "honest1", "honest");
        handshake(scheduler, "a", "honest2", "honest");
        handshake(scheduler, "a", "honest3", "honest");
        assertThat(log).containsExactly("storm0", "storm7 FULL", "storm6 FULL", "storm5 FULL", "storm4 FULL");
        handshake(scheduler, "a", "honest4", "honest");
        assertThat(log).as("it has half of the queue").last().isEqualTo("honest4 FULL");
    }

    @Test
    void callsAreServedInTheOrderTheyCame() {
        scheduler.offer(new Work("a1", Errand.Kind.CALL, "storm"), "a");
        scheduler.offer(new Work("a2", Errand.Kind.CALL, "storm"), "a");
        scheduler.offer(new Work("a3", Errand.Kind.CALL, "honest"), "a");
        scheduler.offer(new Work("a4", Errand.Kind.CALL, "storm"), "a");
        oneAfterTheOther(3);
        assertThat(log).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void whoWaitedTooLongIsSentAwayOfEverySource() {
        handshake(scheduler, "a", "first", "storm");
        handshake(scheduler, "a", "storm", "storm");
        handshake(scheduler, "a", "honest", "honest");
        now += 249 * MS;
        handshake(scheduler, "a", "late", "third");
        now += MS;
        scheduler.tick();
        assertThat(log).containsExactly("first", "storm LATE", "honest LATE");
        scheduler.done(latest);
        assertThat(log).last().isEqualTo("late");
    }
}
