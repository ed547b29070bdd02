package org.gridauthz.gums.pool.store;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a statement that a cluster refused, or whose connection died, until it succeeds or the deadline passes. Only
 * for work that is safe to repeat.
 *
 * @param deadline from the first attempt; the last failure is thrown after it
 */
record Retry(Duration deadline) {
    /**
     * Errors that mean "not now" or "not with this neighbour": deadlock, lock wait, read-only or recovering member,
     * certification refused at commit, query killed, connection killed, node not ready (infra.md §1, §3).
     */
    private static final Set<Integer> REFUSALS =
            Set.of(1213, 1205, 1290, 1792, 1836, 3101, 3100, 1180, 1317, 1927, 1053, 1047, 50200, 40001);

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
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    static boolean mayRepeat(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Again
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && refused(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean refused(SQLException e) {
        String state = e.getSQLState();
        return REFUSALS.contains(e.getErrorCode())
                || (state != null && (state.startsWith("08") || state.startsWith("40")));
    }
}
