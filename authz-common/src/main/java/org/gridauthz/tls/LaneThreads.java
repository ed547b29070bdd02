package org.gridauthz.tls;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import org.gridauthz.community.Lane;
import org.gridauthz.threads.KernelPriority;
import org.gridauthz.threads.SteadyPool;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a lane, as many as are wanted at a time. One whose work went on in a lane behind it has become nicer for good, and ends with that
 * work instead of making others wait.
 */
final class LaneThreads extends SteadyPool {
    private static final ThreadLocal<Boolean> SPENT = ThreadLocal.withInitial(() -> false);

    /** Ends a thread of a pool, which makes another when one is wanted. */
    private static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("became nicer", null, false, false);
        }
    }

    LaneThreads(Lane lane) {
        super(quiet(lane));
    }

    private static ThreadFactory quiet(Lane lane) {
        String name = lane.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
        ThreadFactory made = KernelPriority.threads(name, lane.niceness(), lane.sliceNanos());
        return work -> {
            Thread thread = made.newThread(work);
            Thread.UncaughtExceptionHandler usual = thread.getUncaughtExceptionHandler();
            thread.setUncaughtExceptionHandler((dead, why) -> {
                if (!(why instanceof Spent)) {
                    usual.uncaughtException(dead, why);
                }
            });
            return thread;
        };
    }

    /** This thread's work goes on in a lane. */
    static void goesOnIn(Lane lane) {
        if (KernelPriority.atLeast(lane.niceness())) {
            SPENT.set(true);
        }
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable thrown) {
        super.afterExecute(work, thrown);
        if (SPENT.get()) {
            throw new Spent();
        }
    }
}
