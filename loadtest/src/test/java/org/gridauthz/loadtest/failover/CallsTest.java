package org.gridauthz.loadtest.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gridauthz.loadtest.failover.Made.End;
import org.junit.jupiter.api.Test;

/** What is counted of a round, and what is too much. */
class CallsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Calls calls = new Calls();

    private void made(double begun, double ended, End end) {
        calls.add(new Made(Kind.READ_KEPT, (long) (begun * SECOND), (long) (ended * SECOND), end));
    }

    @Test
    void aGapLastsFromAnAnswerToTheNextWhateverFailedBetween() {
        made(10, 10.1, End.ANSWERED);
        made(11, 13, End.FAILED);
        made(12, 14.1, End.RETRIED);
        made(15, 15.1, End.WRONG);

        assertThat(calls.longestGap(10 * SECOND, 16 * SECOND, any -> true)).isCloseTo(4.0, within(1e-9));
        assertThat(calls.longestGap(10 * SECOND, 20 * SECOND, any -> true))
                .as("until the end")
                .isCloseTo(5.9, within(1e-9));
        assertThat(calls.longestGap(10 * SECOND, 20 * SECOND, one -> one.kind() == Kind.BAN))
                .as("none at all")
                .isCloseTo(10, within(1e-9));
        assertThat(calls.between(11 * SECOND, 15 * SECOND, any -> true)).hasSize(2);
    }

    @Test
    void secondsAreCountedByTheirAnswers() {
        made(0.1, 0.2, End.ANSWERED);
        made(0.1, 0.9, End.RETRIED);
        made(1.1, 1.2, End.FAILED);

        assertThat(calls.perSecond(0, 2 * SECOND, any -> true))
                .containsExactly(List.of(0.0, 2.0), List.of(1.0, 0.0), List.of(2.0, 0.0));
    }

    private static Toll toll(int failedReads, int wrong, double readGap, double writeGap, int lost, int twice) {
        return new Toll(
                "x",
                0,
                1,
                true,
                1,
                "",
                9,
                0,
                failedReads,
                0,
                wrong,
                readGap,
                writeGap,
                lost,
                twice,
                0,
                Map.of(),
                List.of());
    }

    @Test
    void whatMustNeverBeCountsInEveryRound() {
        assertThat(Bars.ALWAYS.missed(toll(7, 0, 99, 99, 0, 0))).isEmpty();
        assertThat(Bars.ALWAYS.missed(toll(0, 1, 0, 0, 2, 3)))
                .containsExactly("1 wrong answers", "2 acknowledged writes are gone", "3 violations of the pools");
    }

    @Test
    void everyFaultHasItsOwnBars() {
        assertThat(Fault.KILL_MEMBER.bars().missed(toll(1, 0, 0, 3.5, 0, 0)))
                .containsExactly("1 reads failed after one retry", "no write for 3.5 s (bar 3 s)");
        assertThat(Fault.UNPLUG_HOST.bars().missed(toll(1, 0, 3.5, 9.5, 0, 0)))
                .containsExactly("no read for 3.5 s (bar 3 s)");
        assertThat(Fault.CUT_MEMBER.bars().missed(toll(0, 0, 0, 9.5, 0, 0))).isEmpty();
    }
}
