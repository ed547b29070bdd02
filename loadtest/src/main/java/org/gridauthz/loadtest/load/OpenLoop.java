package org.gridauthz.loadtest.load;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Workers that take arrivals in order, wait for each one's time and make its call. With all of them busy the next arrival is taken late and counts
 * from its time all the same, so what is measured does not depend on their number, except that fewer calls are under way at once.
 */
public final class OpenLoop {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final Arrivals arrivals;
    private final Tally tally;
    private final double offered;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopped;
    private volatile long stoppedAt;

    private OpenLoop(Arrivals arrivals, double offered, boolean keepSamples) {
        this.arrivals = arrivals;
        this.offered = offered;
        this.tally = new Tally(arrivals.begin(), keepSamples);
    }

    /**
     * Starts; {@link #await} ends it.
     *
     * @param offered the rate of the arrivals, for the figures
     * @param workers most calls under way at once
     * @param calls makes each worker's own, in its thread
     */
    public static OpenLoop start(
            Arrivals arrivals,
            double offered,
            int workers,
            ThreadFactory threads,
            boolean keepSamples,
            IntFunction<Call> calls) {
        OpenLoop loop = new OpenLoop(arrivals, offered, keepSamples);
        for (int i = 0; i < workers; i++) {
            int number = i;
            Thread thread = threads.newThread(() -> loop.work(calls, number));
            loop.workers.add(thread);
            thread.start();
        }
        return loop;
    }

    /** So far: begun, answered, shed, failed. */
    public long[] soFar() {
        return tally.now();
    }

    /** No further call is begun. */
    public void stop() {
        stoppedAt = System.nanoTime();
        stopped = true;
        workers.forEach(Thread::interrupt);
    }

    /** Waits for the schedule's end and the last calls. */
    public Measured await() throws InterruptedException {
        long deadline = Long.MAX_VALUE;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                worker.join(100);
                if (stopped && deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
                }
                if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
                    tally.because("a call does not end");
                    break;
                }
            }
        }
        long end = stopped ? stoppedAt : arrivals.end();
        double seconds = Math.max(1e-9, (end - arrivals.begin()) / 1e9);
        return tally.measured(offered, seconds, stopped ? 0 : arrivals.left());
    }

    private void work(IntFunction<Call> calls, int number) {
        try (Call call = calls.apply(number)) {
            for (long intended = arrivals.next(); intended != Arrivals.OVER && !stopped; intended = arrivals.next()) {
                if (!reached(intended)) {
                    return;
                }
                long sent = System.nanoTime();
                tally.begun(sent - arrivals.end() < 0);
                Outcome outcome = make(call);
                tally.ended(outcome, intended, sent, System.nanoTime());
            }
        }
    }

    private Outcome make(Call call) {
        try {
            return call.make();
        } catch (ConnectException e) {
            tally.because("connection refused");
            return Outcome.SHED;
        } catch (IOException | RuntimeException e) {
            tally.because(e.getClass().getSimpleName() + ": " + e.getMessage());
            return Outcome.FAILED;
        }
    }

    /** @return false if the run was stopped meanwhile */
    private boolean reached(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (stopped) {
                return false;
            }
            LockSupport.parkNanos(left);
        }
        return !stopped;
    }
}
