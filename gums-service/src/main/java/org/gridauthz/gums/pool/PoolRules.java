package org.gridauthz.gums.pool;

/**
 * What a site decides about one pool.
 *
 * @param recyclable whether a lease nobody used for a while is released by itself; off unless said, as in the original
 * @param unusedDays after how many days without use, at least 2 because use is written down hourly
 * @param lowPercent free accounts, in percent of the pool, at or below which the pool is low
 * @param criticalPercent the same for critical
 */
public record PoolRules(boolean recyclable, int unusedDays, int lowPercent, int criticalPercent) {
    /** Not recyclable, 60 days (the original's default), warnings at 20 and 5 percent. */
    public static final PoolRules DEFAULT = new PoolRules(false, 60, 20, 5);

    /** Checks the limits. */
    public PoolRules {
        if (unusedDays < 2) {
            throw new IllegalArgumentException("unusedDays must be at least 2");
        }
        if (criticalPercent < 0 || criticalPercent > lowPercent || lowPercent > 100) {
            throw new IllegalArgumentException("0 <= criticalPercent <= lowPercent <= 100");
        }
    }

    /** Where rules come from: policy or configuration, the default for a pool without any. */
    @FunctionalInterface
    public interface Source {
        /** The rules of this pool. */
        PoolRules of(String pool);
    }
}
