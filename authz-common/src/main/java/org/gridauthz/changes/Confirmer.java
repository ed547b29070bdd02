package org.gridauthz.changes;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The synchronous reads: how old this instance's knowledge is, and waiting for an epoch. A plain read proves nothing, since a
 * member cut off from the others still answers it.
 */
final class Confirmer implements AutoCloseable {
    private final Applier applier;
    private final Rounds rounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundDone = lock.newCondition();
    private long begun; // rounds, from 1
    private long finished;
    private boolean lastSucceeded;
    private boolean closed;
    private volatile @Nullable Long confirmedAt; // System.nanoTime() at the start of the last read that was applied

    Confirmer(Applier applier, Duration pace) {
        this.applier = applier;
        this.rounds = new Rounds("changes-confirm", pace, this::round);
    }

    void start() {
        rounds.start();
        rounds.now();
    }

    /** Knowledge that was restored, and how old it is; once a read was applied it no longer counts. */
    synchronized void restored(Duration age) {
        if (confirmedAt == null) {
            confirmedAt = System.nanoTime() - age.toNanos();
            locked(() -> {});
        }
    }

    private synchronized void confirmed(long start) {
        confirmedAt = start;
    }

    void confirmNow() {
        rounds.now();
    }

    /** One synchronous read; on return all of the head it saw is applied. */
    void round() {
        locked(() -> begun++);
        boolean succeeded = false;
        try {
            long start = System.nanoTime();
            succeeded = applier.catchUp(true) != null;
            if (succeeded) {
                confirmed(start);
            }
        } finally {
            boolean outcome = succeeded;
            locked(() -> {
                finished = begun;
                lastSucceeded = outcome;
            });
        }
    }

    /** A step under the lock, after which waiters look again. */
    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
            roundDone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Freshness freshness() {
        Long at = confirmedAt; // before the position: an epoch may be newer than its age says, never older
        Position position = applier.position();
        return at == null || position == null
                ? null
                : new Freshness(position.epoch(), Duration.ofNanos(System.nanoTime() - at));
    }

    boolean awaitLoaded(Duration deadline) {
        return await(deadline, () -> freshness() != null ? Boolean.TRUE : null) != null;
    }

    AtLeast atLeast(Epoch wanted, Duration deadline) {
        if (reached(wanted)) {
            return AtLeast.REACHED;
        }
        long mine = nextRound();
        rounds.now();
        AtLeast answer = await(deadline, () -> {
            if (reached(wanted)) {
                return AtLeast.REACHED;
            }
            return finished < mine ? null : absent(wanted);
        });
        return answer == null ? AtLeast.UNKNOWN : answer;
    }

    /** A round under way may have read before the write that the caller saw, so only the next one counts. */
    private long nextRound() {
        lock.lock();
        try {
            return begun + 1;
        } finally {
            lock.unlock();
        }
    }

    boolean reached(Epoch wanted) {
        Position position = applier.position();
        return position != null && position.epoch().includes(wanted);
    }

    private AtLeast absent(Epoch wanted) {
        Position position = applier.position();
        if (!lastSucceeded || position == null) {
            return AtLeast.UNKNOWN;
        }
        return position.epoch().generation().equals(wanted.generation())
                ? AtLeast.ABOVE_THE_HEAD
                : AtLeast.OTHER_GENERATION;
    }

    private interface Question<T> {
        @Nullable
        T answer();
    }

    /** Asks after every round, until there is an answer, the deadline passes or all stops. */
    private <T> @Nullable T await(Duration deadline, Question<T> question) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (true) {
                T answer = question.answer();
                if (answer != null || left <= 0 || closed) {
                    return answer;
                }
                left = roundDone.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        locked(() -> closed = true);
        rounds.close();
    }
}
