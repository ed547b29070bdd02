package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who sits down beside whom. */
class LanesTest extends SchedulerScene {
    private final Scheduler scheduler = scheduler(1, true, community("a", 1, queue(99)), community("b", 1, queue(99)));

    /** A keeps the seat for a second, one call after the other; b asks now and then. */
    private void aBorrows() {
        for (int i = 0; i < 100; i++) {
            Work one = call(scheduler, "a", "a");
            now += 10 * MS;
            scheduler.done(one);
            if (i % 20 == 0) {
                scheduler.done(call(scheduler, "b", "b"));
            }
        }
        log.clear();
    }

    @Test
    void aCallWithinItsShareSitsDownBesideHandshakes() {
        Work step = handshake(scheduler, "a", "a1");
        handshake(scheduler, "a", "a2");
        now += MS;
        call(scheduler, "b", "b1");
        assertThat(log).containsExactly("a1", "b1");
        // One a processor, and none for who has had more than his share.
        call(scheduler, "b", "b2");
        call(scheduler, "a", "a3");
        assertThat(log).containsExactly("a1", "b1");
        scheduler.done(step);
        assertThat(log).containsExactly("a1", "b1");
    }

    @Test
    void aHandshakeWithinItsShareSitsDownBesideACallThatIsLent() {
        aBorrows();
        Work lent = call(scheduler, "a", "a1");
        assertThat(lent.lane()).isEqualTo(Lane.LENT_CALL);
        Work own = handshake(scheduler, "b", "b1");
        assertThat(log).containsExactly("a1", "b1");
        assertThat(own.lane()).isEqualTo(Lane.HANDSHAKE);
        handshake(scheduler, "b", "b2");
        call(scheduler, "a", "a2");
        assertThat(log).as("one a processor").containsExactly("a1", "b1");
        scheduler.done(own);
        assertThat(log).containsExactly("a1", "b1", "b2");
    }

    @Test
    void aCallWithinItsShareWaitsNeitherForAHandshakeOfItsOwnNorForWhatIsLentBesideIt() {
        aBorrows();
        Work lent = call(scheduler, "a", "a1");
        Work step = handshake(scheduler, "b", "b1");
        assertThat(log).containsExactly("a1", "b1");
        Work own = call(scheduler, "b", "b2");
        assertThat(log).containsExactly("a1", "b1", "b2");
        assertThat(own.lane()).isEqualTo(Lane.CALL);
        call(scheduler, "b", "b3");
        handshake(scheduler, "b", "b4");
        assertThat(log).as("one a processor and lane").containsExactly("a1", "b1", "b2");
        scheduler.done(own);
        assertThat(log).last().isEqualTo("b3");
        scheduler.done(step);
        scheduler.done(lent);
    }

    @Test
    void callsWithinAShareThatComeTogetherNeedNotWaitForTheEndOfWhatIsLent() {
        aBorrows();
        call(scheduler, "a", "a1");
        Work first = call(scheduler, "b", "b1");
        call(scheduler, "b", "b2");
        now += MS;
        scheduler.done(first);
        assertThat(log).containsExactly("a1", "b1", "b2");
    }

    @Test
    void whatIsLentSitsDownBesideNothingOfThoseItIsLentBy() {
        aBorrows();
        Work own = handshake(scheduler, "b", "b1");
        call(scheduler, "a", "a1");
        assertThat(log).containsExactly("b1");
        scheduler.done(own);
        assertThat(log).containsExactly("b1", "a1");
    }

    @Test
    void whoeverIsAloneBorrowsFromNobody() {
        for (int i = 0; i < 100; i++) {
            Work one = call(scheduler, "a", "a");
            now += 20 * MS;
            scheduler.done(one);
        }
        assertThat(call(scheduler, "a", "a1").lane()).isEqualTo(Lane.CALL);
    }

    @Test
    void whatWasBorrowedIsNotOwedForLong() {
        aBorrows();
        now += 50 * MS;
        assertThat(call(scheduler, "a", "a1").lane()).isEqualTo(Lane.CALL);
    }

    /** Calls of a hundredth of a millisecond that were kept from the processor for ten each. */
    @Test
    void whoeverWasKeptFromAProcessorHasNotBorrowedIt() {
        for (int i = 0; i < 100; i++) {
            Work one = call(scheduler, "a", "a");
            now += 10 * MS;
            one.used = MS / 100.0;
            scheduler.done(one);
            if (i % 20 == 0) {
                scheduler.done(call(scheduler, "b", "b"));
            }
        }
        assertThat(call(scheduler, "a", "a1").lane()).isEqualTo(Lane.CALL);
    }
}
