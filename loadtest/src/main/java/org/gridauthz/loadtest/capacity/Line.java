package org.gridauthz.loadtest.capacity;

import org.gridauthz.loadtest.load.Latency;
import org.gridauthz.loadtest.load.Paired;
import org.jspecify.annotations.Nullable;

/**
 * What was found for one kind of call.
 *
 * @param perSecond the highest rate with p99 within the limit and no error
 * @param serverMicros processor time of the server for a call at that rate
 * @param loaderMicros the same of the loader
 * @param closedLoop what the server answered when asked without pause
 * @param compared calls for a second of processor time, against the baseline; null without one
 * @param byLoader whether the loader's processor was full before the server's
 */
record Line(
        String name,
        int subjects,
        double perSecond,
        Latency latency,
        double serverMicros,
        double loaderMicros,
        double closedLoop,
        String baseline,
        @Nullable Paired compared,
        double bar,
        boolean byLoader) {
    private static final double SECONDS_A_DAY = 86_400;

    /** FermiGrid's rule: the next server is bought when this one is three quarters full. */
    private static final double PLAN_AT = 0.75;

    double callsADay() {
        return perSecond * SECONDS_A_DAY;
    }

    double planAt() {
        return callsADay() * PLAN_AT;
    }
}
