package org.gridauthz.community;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of an admitted call holds. Code that must wait for a database, a key set or the rest of a body does so
 * inside {@link #whileAway}, so that others compute meanwhile; code that knows what a call will cost says so. On a thread
 * that was not admitted (admin calls, jobs, admission switched off) both do nothing but the work.
 */
public final class Seat {
    private static final ThreadLocal<@Nullable Seat> CURRENT = new ThreadLocal<>();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Scheduler scheduler;
    private final Errand errand;
    private volatile @Nullable CountDownLatch returning;
    private volatile boolean refused;
    /** Of the thread that works, as is the next. */
    private boolean left;
    /** That came in this step so far. */
    private int calls;
    /** What the thread had used of a processor when it sat down, in nanoseconds; negative if that cannot be known. */
    private long satDownAt = -1;

    /** No wait slot of the community was free: the call is to be answered with OVERLOADED. */
    public static final class NoWaitSlotException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoWaitSlotException() {
            super("as many calls of this community wait as may", null, false, false);
        }
    }

    /** @param errand whose {@link Errand#seated} asks {@link #returned}, and whose {@link Errand#shed} {@link #refusedBetweenCalls}, before all else */
    public Seat(Scheduler scheduler, Errand errand) {
        this.scheduler = scheduler;
        this.errand = errand;
    }

    /** Does the work of an errand that sits, and gets up. */
    public void work(Runnable work) {
        CURRENT.set(this);
        satDown();
        try {
            work.run();
        } finally {
            CURRENT.remove();
            getsUp();
            scheduler.done(errand);
        }
    }

    private void satDown() {
        satDownAt = THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
    }

    private void getsUp() {
        errand.used = satDownAt < 0 ? -1 : THREADS.getCurrentThreadCpuTime() - satDownAt;
    }

    /** True if this was a thread waiting to go on, false if the errand sits down for the first time. */
    public boolean returned() {
        CountDownLatch waiting = returning;
        if (waiting == null) {
            return false;
        }
        waiting.countDown();
        return true;
    }

    /** True if this was a thread waiting between two calls, which is told; false if nobody has begun to work. */
    public boolean refusedBetweenCalls() {
        refused = returning != null;
        return returned();
    }

    /**
     * Waits for something without a seat.
     *
     * @throws NoWaitSlotException if the community has no wait slot left
     */
    public static <T> T whileAway(Callable<T> work) throws Exception {
        Seat seat = CURRENT.get();
        if (seat == null) {
            return work.call();
        }
        seat.getsUp();
        if (!seat.scheduler.away(seat.errand)) {
            throw new NoWaitSlotException();
        }
        CURRENT.remove(); // what waits inside has no seat to give back
        try {
            return work.call();
        } finally {
            seat.sitAgain();
            CURRENT.set(seat);
        }
    }

    /**
     * For whoever is not called but calls again when he may go on: gives the seat up until {@link #goOn}.
     *
     * @return false if the community has no wait slot left; then it keeps its seat
     */
    public static boolean leave() {
        Seat seat = CURRENT.get();
        if (seat != null && !seat.left) {
            seat.getsUp();
            seat.left = seat.scheduler.away(seat.errand);
            return seat.left;
        }
        return true;
    }

    /** Sits again after {@link #leave}; nothing otherwise. */
    public static void goOn() {
        Seat seat = CURRENT.get();
        if (seat != null && seat.left) {
            seat.left = false;
            seat.sitAgain();
        }
    }

    /** The community whose call this thread works on, null for none. */
    public static @Nullable String community() {
        Seat seat = CURRENT.get();
        return seat == null ? null : seat.scheduler.communityOf(seat.errand);
    }

    /** Says how many nanoseconds of a processor this call will take, as soon as that is known. */
    public static void expect(double nanos) {
        Seat seat = CURRENT.get();
        if (seat != null) {
            seat.scheduler.expect(seat.errand, nanos);
        }
    }

    /**
     * One more call begins on this thread. Each after the first of a step is as good as one that has just come: whoever has had his turn queues
     * again, behind others, and may be sent away, which his errand is told ({@link Errand#sentAway}) before this returns.
     */
    public static void nextCall() {
        Seat seat = CURRENT.get();
        if (seat != null && seat.calls++ > 0) {
            seat.giveWay();
        }
    }

    private void giveWay() {
        CountDownLatch turn = new CountDownLatch(1);
        returning = turn;
        getsUp();
        boolean queued = scheduler.giveWay(errand);
        if (queued) {
            await(turn);
            satDown();
        }
        returning = null;
        if (refused) {
            CURRENT.remove();
            errand.sentAway();
        } else if (queued) {
            errand.sitsAgain();
        }
    }

    private void sitAgain() {
        CountDownLatch again = new CountDownLatch(1);
        returning = again;
        scheduler.back(errand);
        await(again);
        returning = null;
        satDown();
        errand.sitsAgain();
    }

    private static void await(CountDownLatch again) {
        boolean interrupted = false;
        while (true) {
            try {
                again.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the seat comes all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
