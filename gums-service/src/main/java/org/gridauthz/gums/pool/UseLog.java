package org.gridauthz.gums.pool;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Notes on which days a lease was used, off the path: once a lease and day into a bounded buffer, written out hourly.
 * What does not fit is noted at its next use.
 */
public final class UseLog {
    /** Most rows written in one transaction. */
    public static final int BATCH = 500;

    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private final InstantSource clock;
    private final BlockingQueue<Use> buffer;
    private final LongAdder dropped = new LongAdder();
    private volatile int today;

    /**
     * A lease was used on a day.
     *
     * @param day days since 1970, UTC
     */
    public record Use(String account, long turn, int day) {}

    /** @param capacity how many leases' uses wait at most */
    public UseLog(InstantSource clock, int capacity) {
        this.clock = clock;
        buffer = new ArrayBlockingQueue<>(capacity);
        tick();
    }

    /** Looks at the clock; call it every minute or so, so that no decision has to. */
    public void tick() {
        today = day(clock);
    }

    static int day(InstantSource clock) {
        return (int) Math.floorDiv(clock.millis(), MILLIS_A_DAY);
    }

    void used(Known lease) {
        int day = today;
        if (lease.usedDay != day) {
            if (buffer.offer(new Use(lease.account, lease.turn, day))) {
                lease.usedDay = day;
            } else {
                dropped.increment();
            }
        }
    }

    /**
     * Writes out what waits. If the writer fails its batch goes back into the buffer, as far as it fits, and the
     * failure is thrown.
     *
     * @param writer takes up to {@value #BATCH} uses; the same use may come twice
     * @return how many were written
     */
    public int flush(Consumer<List<Use>> writer) {
        int written = 0;
        for (List<Use> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                writer.accept(batch);
                written += batch.size();
            } catch (RuntimeException e) {
                batch.stream().filter(use -> !buffer.offer(use)).forEach(use -> dropped.increment());
                throw e;
            }
        }
        return written;
    }

    private List<Use> next() {
        List<Use> batch = new ArrayList<>(BATCH);
        buffer.drainTo(batch, BATCH);
        return batch;
    }

    /** Uses that found the buffer full since the start. */
    public long dropped() {
        return dropped.sum();
    }

    /** Uses not yet written. */
    public int waiting() {
        return buffer.size();
    }
}
