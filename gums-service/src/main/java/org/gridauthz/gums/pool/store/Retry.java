package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.gridauthz.changes.store.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a statement that a cluster refused, or whose connection died, until it succeeds or the deadline passes. Only
 * for work that is safe to repeat.
 *
 * @param deadline from the first attempt; the last failure is thrown after it
 */
record Retry(Duration deadline) {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The work itself found that it must begin anew. */
    static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1;

        Again(String message, @Nullable Throwable cause) {
            super(message, cause, false, false);
        }
    }

    <T extends @Nullable Object> T call(Supplier<T> work) {
        long end = System.nanoTime() + deadline.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                long wait = ThreadLocalRandom.current().nextLong(pause) + 1;
                if (!mayRepeat(e) || System.nanoTime() + wait >= end) {
                    throw e;
                }
                pause(wait, e);
                pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
            }
        }
    }

    private static void pause(long nanos, RuntimeException failure) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
    }

    private static boolean mayRepeat(RuntimeException failure) {
        return failure instanceof Again || Refusals.passes(failure);
    }
}
