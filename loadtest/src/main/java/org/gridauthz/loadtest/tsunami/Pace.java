package org.gridauthz.loadtest.tsunami;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shares the time there is among the scenes to come, so that a run ends when it is to end however slow the machine is. */
final class Pace {
    private static final double SHORTEST = 0.5;
    private static final int FEWEST = 3;
    /** A run's silence before and behind it, and opening its connections, in seconds. */
    private static final double AROUND_A_RUN = 0.45;

    /** What comes after the last pair: the way back, and two looks at the heap. */
    private static final double AROUND_A_SCENE = 6;

    private final long begin = System.nanoTime();
    private final long end;
    private final double aStart;
    private final @Nullable Plan wanted;
    private int scenes;
    private int starts;

    /** So many pairs of runs of so many seconds. */
    record Plan(int pairs, double seconds) {}

    /**
     * The clock runs from now on.
     *
     * @param seconds until the report is to be there
     * @param aStart seconds that a group of services takes to start and to warm up
     * @param wanted null: as much as there is time for
     */
    Pace(double seconds, int scenes, int starts, double aStart, @Nullable Plan wanted) {
        this.end = begin + TimeUnit.MILLISECONDS.toNanos((long) (seconds * 1000));
        this.scenes = scenes;
        this.starts = starts;
        this.aStart = aStart;
        this.wanted = wanted;
    }

    /** Seconds since the beginning. */
    double gone() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A group of services has started. */
    void started() {
        starts--;
    }

    /** The next scene's. */
    Plan next(Plan most) {
        double left = (end - System.nanoTime()) / 1e9 - starts * aStart;
        double mine = left / Math.max(1, scenes--) - AROUND_A_SCENE;
        return wanted != null ? wanted : plan(mine, most);
    }

    /** Fewer pairs only where runs would become too short. */
    static Plan plan(double seconds, Plan most) {
        for (int pairs = most.pairs(); pairs > FEWEST; pairs--) {
            double each = seconds / (2 * pairs) - AROUND_A_RUN;
            if (each >= SHORTEST) {
                return new Plan(pairs, Math.min(each, most.seconds()));
            }
        }
        int pairs = seconds < 2 * FEWEST * (SHORTEST + AROUND_A_RUN) ? 1 : Math.min(FEWEST, most.pairs());
        return new Plan(pairs, Math.clamp(seconds / (2 * pairs) - AROUND_A_RUN, SHORTEST, most.seconds()));
    }
}
