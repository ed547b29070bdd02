package org.gridauthz.clock;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass where nothing tells when others are done; holds the thread, so never on the way of a call. */
public final class Pause {
    private Pause() {}

    /** Returns when the time is over, at once if the thread is interrupted. */
    public static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
