package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.gridauthz.loadtest.load.Arrivals;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Latency;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.mappings.KeptConnection;

/**
 * Calls on kept connections at a rate that does not care for answers: each connection has one thread that writes requests, many in one TLS
 * record, and one that reads what comes back. A connection that is closed is opened again.
 */
final class PipelinedStorm implements Storm {
    /** Among the causes: how many connections were opened, the first ones included. */
    static final String OPENED = "opened";

    private static final int MOST_AT_ONCE = 16;
    /** Records a second and connection: with fewer a short run might see none. */
    private static final double FEWEST = 10;

    private final List<Asked> requests;
    private final int port;
    private final double perSecond;
    /** Calls in a TLS record. */
    private final int atOnce;

    private final long begin = System.nanoTime();
    private final AtomicInteger next;
    private final LongAdder written = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private PipelinedStorm(List<Asked> requests, AtomicInteger next, int port, double perSecond, int connections) {
        this.atOnce = (int) Math.clamp(perSecond / connections / FEWEST, 1, MOST_AT_ONCE);
        this.next = next;
        this.requests = requests;
        this.port = port;
        this.perSecond = perSecond;
    }

    /** @param next number of the request that is next: another storm goes on where this one stops, so what was never seen is not */
    static PipelinedStorm start(
            List<Identity> callers,
            int connections,
            int port,
            List<Asked> requests,
            AtomicInteger next,
            double perSecond) {
        PipelinedStorm storm = new PipelinedStorm(requests, next, port, perSecond, connections);
        for (int i = 0; i < connections; i++) {
            Identity caller = callers.get(i % callers.size());
            long seed = i;
            storm.threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("storm-" + i)
                    .start(() -> storm.write(caller, seed, perSecond / connections / storm.atOnce)));
        }
        return storm;
    }

    private void write(Identity caller, long seed, double batchesPerSecond) {
        Arrivals arrivals = Arrivals.at(batchesPerSecond, Duration.ofHours(1), System.nanoTime(), seed);
        Open open = null;
        try {
            for (long at = arrivals.next(); !stopped; at = arrivals.next()) {
                for (long left = at - System.nanoTime(); left > 0 && !stopped; left = at - System.nanoTime()) {
                    java.util.concurrent.locks.LockSupport.parkNanos(Math.min(left, 10_000_000));
                }
                try {
                    if (open == null || open.closed) {
                        open = null;
                        opened.increment();
                        open = new Open(caller.connect(port, false).connection());
                    }
                    open.connection.send(batch());
                    written.add(atOnce);
                } catch (IOException e) {
                    because(e);
                    open = null;
                }
            }
        } finally {
            if (open != null) {
                open.close();
            }
        }
    }

    private byte[] batch() {
        byte[][] parts = new byte[atOnce][];
        int length = 0;
        for (int i = 0; i < atOnce; i++) {
            parts[i] = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()))
                    .request();
            length += parts[i].length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A connection and its reader. */
    private final class Open {
        private final KeptConnection connection;
        private volatile boolean closed;

        Open(KeptConnection connection) {
            this.connection = connection;
            Thread.ofPlatform().daemon().name("storm-reader").start(this::read);
        }

        private void read() {
            try {
                while (!stopped) {
                    int status = connection.receive().status();
                    if (status == 503) {
                        shed.increment();
                    } else if (status == 200) {
                        answered.increment();
                    } else {
                        failed.increment();
                    }
                }
            } catch (IOException | RuntimeException e) {
                because(e);
            } finally {
                closed = true;
                close();
            }
        }

        private void close() {
            try {
                connection.close();
            } catch (IOException e) {
                because(e);
            }
        }
    }

    private void because(Exception e) {
        if (!stopped && causes.size() < 20) {
            causes.computeIfAbsent(e.getClass().getSimpleName() + ": " + e.getMessage(), any -> new LongAdder())
                    .increment();
        }
    }

    @Override
    public Measured stop() throws InterruptedException {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long asked = written.sum();
        stopped = true;
        for (Thread thread : threads) {
            thread.join(500);
        }
        Map<String, Long> why = new java.util.TreeMap<>();
        causes.forEach((cause, count) -> why.put(cause, count.sum()));
        why.put(OPENED, opened.sum());
        return new Measured(
                perSecond,
                seconds,
                asked,
                0,
                counted(answered.sum()),
                counted(shed.sum()),
                failed.sum(),
                why,
                List.of());
    }

    /** Its latencies are nobody's: they were waited for in a thread that runs when nobody else wants to. */
    private static Latency counted(long count) {
        return new Latency(count, 0, 0, 0, 0, 0, 0, List.of());
    }
}
