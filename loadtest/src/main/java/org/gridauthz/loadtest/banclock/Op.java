package org.gridauthz.loadtest.banclock;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** One ban or lift that was acknowledged, and how long each instance went on answering by what was before. */
final class Op {
    final boolean banned;
    final String epoch;
    final int turn;
    /** {@link System#nanoTime} when its 201 was read. */
    final long committed;

    private final AtomicLongArray late;
    private final AtomicIntegerArray asked;
    /** Set before the next operation on the same subject is sent: from then on no answer says anything of this one. */
    volatile boolean over;

    Op(boolean banned, String epoch, int turn, long committed, int instances) {
        this.banned = banned;
        this.epoch = epoch;
        this.turn = turn;
        this.committed = committed;
        this.late = new AtomicLongArray(instances);
        this.asked = new AtomicIntegerArray(instances);
    }

    /**
     * An answer to a call that was sent after the 201.
     *
     * @return whether it counts and is against this operation
     */
    boolean answered(int instance, boolean permitted, long repliedAt) {
        boolean against = permitted == banned;
        if (over) {
            return false;
        }
        asked.incrementAndGet(instance);
        if (against) {
            late.accumulateAndGet(instance, repliedAt - committed, Math::max);
        }
        return against;
    }

    /** Nanoseconds from the 201 to the last answer against it; 0 when there was none. */
    long late(int instance) {
        return late.get(instance);
    }

    int asked(int instance) {
        return asked.get(instance);
    }
}
