package org.gridauthz.gums.pool;

/**
 * How full a pool is. The counts add up to the size.
 *
 * @param size accounts in the pool
 * @param leased somebody's
 * @param quarantined resting after a release
 * @param locked kept out by an administrator, not leased
 * @param free may be leased now
 * @param warning how near exhaustion it is
 */
public record PoolStatus(
        String pool, long size, long leased, long quarantined, long locked, long free, Warning warning) {

    /** How near exhaustion. */
    public enum Warning {
        /** Above both thresholds. */
        NONE,
        /** At or below the first threshold. */
        LOW,
        /** At or below the second. */
        CRITICAL,
        /** No free account: new subjects get none. */
        EXHAUSTED
    }

    /** Counts a pool and judges it by its rules; {@code free} is what the others leave. */
    public static PoolStatus of(String pool, long size, long leased, long quarantined, long locked, PoolRules rules) {
        long free = size - leased - quarantined - locked;
        return new PoolStatus(pool, size, leased, quarantined, locked, free, judge(size, free, rules));
    }

    private static Warning judge(long size, long free, PoolRules rules) {
        if (free <= 0) {
            return Warning.EXHAUSTED;
        } else if (free * 100 <= size * rules.criticalPercent()) {
            return Warning.CRITICAL;
        }
        return free * 100 <= size * rules.lowPercent() ? Warning.LOW : Warning.NONE;
    }
}
