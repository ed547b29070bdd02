package org.gridauthz.saz.decision;

import java.time.Duration;

/**
 * Bounds on what is recorded of those who come.
 *
 * @param queue sightings waiting in memory; more are dropped and counted
 * @param perFlush most sightings written at once; an instance flushes every second
 * @param perCaller share of them that one caller may use, 1 to {@code perFlush}
 * @param rows most rows of subjects in the table; beyond it only known ones are touched
 * @param again how long a subject is left alone after it was recorded
 * @param remembered subjects of which the instance remembers that
 */
public record SightingLimits(int queue, int perFlush, int perCaller, long rows, Duration again, int remembered) {
    /** 10,000 in the queue, 100 a second, half of them by one caller, two million rows, once an hour. */
    public static final SightingLimits DEFAULT =
            new SightingLimits(10_000, 100, 50, 2_000_000, Duration.ofHours(1), 100_000);
}
