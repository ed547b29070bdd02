package org.gridauthz.gums.pool;

import java.time.Duration;

/**
 * Bounds of one instance.
 *
 * @param quarantine how long a released account rests; the same on all instances, because one that is older than this
 *     stops answering pool accounts
 * @param knownSubjects subjects whose leases are kept in memory
 * @param waitingUses uses kept until they are written
 * @param lookups database look-ups at once
 * @param deadline how long a caller waits for one
 * @param emptyFor how long an exhausted pool is not searched again
 * @param absentFor how long a subject without a lease is believed to have none, for readers that do not create
 */
public record PoolLimits(
        Duration quarantine,
        long knownSubjects,
        int waitingUses,
        int lookups,
        Duration deadline,
        Duration emptyFor,
        Duration absentFor) {
    /** One day of quarantine, 200,000 subjects, 10 look-ups (six of a process's connections are left to admins and jobs) of 3 s at most. */
    public static final PoolLimits DEFAULT = new PoolLimits(
            Duration.ofHours(24),
            200_000,
            100_000,
            10,
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));

    /** Checks that nothing is off. */
    public PoolLimits {
        if (quarantine.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("quarantine must be at least a minute");
        }
        if (knownSubjects < 1 || waitingUses < 1 || lookups < 1 || !deadline.isPositive()) {
            throw new IllegalArgumentException("limits of the pool must be above zero");
        }
    }

    /** The same with another quarantine. */
    public PoolLimits withQuarantine(Duration other) {
        return new PoolLimits(other, knownSubjects, waitingUses, lookups, deadline, emptyFor, absentFor);
    }
}
