package org.gridauthz.loadtest.consistency;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Writes at one member and at once reads at another, over sessions of its own, and keeps how long each took. */
final class Probe implements AutoCloseable {
    private final String name;
    private final boolean promises;
    private final SingleConnectionDataSource writing;
    private final ChangeLog log;
    private final LongSupplier head;
    private final long[] writes;
    private final long[] reads;
    private int done;
    private int missed;

    /**
     * Nothing is written yet.
     *
     * @param promises whether no read may miss the write before it
     * @param writing the session that writes
     * @param head reads the head at the other member
     * @param rounds at most
     */
    Probe(String name, boolean promises, SingleConnectionDataSource writing, LongSupplier head, int rounds) {
        this.name = name;
        this.promises = promises;
        this.writing = writing;
        this.log = new ChangeLog(writing);
        this.head = head;
        this.writes = new long[rounds];
        this.reads = new long[rounds];
    }

    /** One write as a ban's is, and one read of the head. */
    void once() {
        long begun = System.nanoTime();
        Epoch written = log.write("ban", List.of("0123456789abcdef"), place -> {});
        long between = System.nanoTime();
        long seen = head.getAsLong();
        long over = System.nanoTime();
        writes[done] = between - begun;
        reads[done] = over - between;
        done++;
        if (seen < written.seq()) {
            missed++;
        }
    }

    /** Makes nothing of what was measured so far: connections and code are warm now. */
    void begin() {
        done = 0;
        missed = 0;
    }

    Cost cost(String engine, String beside) {
        return new Cost(
                engine,
                beside,
                name,
                promises,
                done,
                at(writes, 0.5),
                at(writes, 0.99),
                at(reads, 0.5),
                at(reads, 0.99),
                missed);
    }

    /** Milliseconds. */
    private double at(long[] nanos, double share) {
        long[] sorted = Arrays.copyOf(nanos, done);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(done - 1L, (long) (share * done))] / 1e6;
    }

    @Override
    public void close() {
        writing.destroy();
    }
}
