package org.gridauthz.changes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * When to read everything once more: after a dump was restored, since that goes table by table and the log may be there before what it is
 * about. Used by one thread at a time.
 */
final class Rereads {
    /** How long after the database was found to have gone back. */
    static final List<Duration> AGAIN = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final LongSupplier nanos;
    private final Deque<Long> due = new ArrayDeque<>();

    /** @param nanos as {@link System#nanoTime} */
    Rereads(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on, in place of all that was still to come. */
    void begin() {
        due.clear();
        AGAIN.forEach(later -> due.add(nanos.getAsLong() + later.toNanos()));
    }

    /** Whether the time of one has come. */
    boolean due() {
        Long next = due.peek();
        return next != null && nanos.getAsLong() - next >= 0;
    }

    /** That one was done. */
    void done() {
        due.remove();
    }
}
