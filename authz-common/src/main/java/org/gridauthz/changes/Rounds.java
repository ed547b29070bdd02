package org.gridauthz.changes;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again, at its pace or when asked. What the work throws is logged once until it succeeds again; the pause
 * doubles with every failure, up to a second. The thread is never interrupted: that breaks some drivers' connections.
 */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** Between two rounds that were asked for: callers who present made-up epochs must not make the database their own. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration pace;
    private final Runnable work;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean asked;
    private boolean closed;

    Rounds(String name, Duration pace, Runnable work) {
        this.name = name;
        this.pace = pace;
        this.work = work;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Asks for a round that begins after this call. */
    void now() {
        lock.lock();
        try {
            asked = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // an Error must not end the thread silently either
    private void run() {
        Duration pause = pace;
        boolean failing = false;
        while (await(pause)) {
            try {
                work.run();
                if (failing) {
                    LOG.info("{} goes on", name);
                }
                failing = false;
                pause = pace;
            } catch (Throwable e) {
                if (!failing) {
                    LOG.warn("{} fails and is tried again until it succeeds", name, e);
                }
                failing = true;
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** @return false when closed */
    private boolean await(Duration pause) {
        long begun = System.nanoTime();
        lock.lock();
        try {
            while (!closed) {
                long left = (asked ? SHORTEST_PAUSE : pause).toNanos() - (System.nanoTime() - begun);
                if (left <= 0) {
                    break;
                }
                long unused = change.awaitNanos(left);
            }
            asked = false;
            return !closed;
        } catch (InterruptedException e) {
            return !closed; // nobody of ours interrupts; go on
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (started.get() && Thread.currentThread() != thread && !thread.join(STOP)) {
                LOG.warn("{} does not stop within {}; it ends with the process", name, STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
