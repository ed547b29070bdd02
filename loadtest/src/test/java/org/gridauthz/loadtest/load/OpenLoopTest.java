package org.gridauthz.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aStallIsPaidByEveryCallThatWasMeantToBeginInIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        // 200 a second, and the first call of the only worker takes half a second: a hundred others wait behind it.
        Measured measured = run(200, 1, () -> {
            if (calls.getAndIncrement() == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
            return Outcome.ANSWERED;
        });
        assertThat(measured.answered().p50())
                .as("measured from sending it would be nothing")
                .isGreaterThan(20);
        assertThat(measured.answered().p99()).isBetween(400.0, 2000.0);
    }

    @Test
    void arrivalsComeAtTheStatedRateWhateverTheAnswers() throws Exception {
        Measured measured = run(500, 8, () -> Outcome.ANSWERED);
        assertThat(measured.begun()).isBetween(380L, 620L);
        assertThat(measured.offered()).isTrue();
        assertThat(measured.failed()).isZero();
        assertThat(measured.missed()).isZero();
    }

    @Test
    void whatTheLoaderDidNotReachIsNotCalledOffered() throws Exception {
        Measured measured = run(10_000, 1, () -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            return Outcome.ANSWERED;
        });
        assertThat(measured.offered()).isFalse();
        assertThat(measured.missed()).as("calls a real crowd would have made").isGreaterThan(5_000);
    }

    @Test
    void outcomesAreCountedApart() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Measured measured = run(300, 2, () -> switch (calls.getAndIncrement() % 3) {
            case 0 -> Outcome.ANSWERED;
            case 1 -> Outcome.SHED;
            default -> throw new IOException("reset");
        });
        assertThat(measured.answered().count()).isPositive();
        assertThat(measured.shed().count()).isPositive();
        assertThat(measured.causes()).containsEntry("IOException: reset", measured.failed());
    }

    @Test
    void aStoppedRunCountsWhatItDid() throws Exception {
        OpenLoop loop = OpenLoop.start(
                Arrivals.at(100, Duration.ofHours(1), System.nanoTime(), 1),
                100,
                2,
                Thread.ofPlatform().factory(),
                true,
                any -> () -> Outcome.ANSWERED);
        while (loop.soFar()[1] < 20) {
            Thread.onSpinWait();
        }
        loop.stop();
        Measured measured = loop.await();
        assertThat(measured.seconds()).isLessThan(10);
        assertThat(measured.samples()).hasSizeGreaterThanOrEqualTo(20).allMatch(sample -> sample.micros() >= 0);
    }

    private static Measured run(double rate, int workers, Call call) throws InterruptedException {
        return OpenLoop.start(
                        Arrivals.at(rate, SECOND, System.nanoTime(), 7),
                        rate,
                        workers,
                        Thread.ofPlatform().factory(),
                        false,
                        any -> call)
                .await();
    }
}
