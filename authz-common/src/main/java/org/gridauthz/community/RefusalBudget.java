package org.gridauthz.community;

/**
 * How much CPU the refusals of one community may take: a bucket that fills with so many nanoseconds each nanosecond.
 * Refusing costs most of a call; beyond the budget the connection is closed, and reconnects meet the gate before TLS.
 * Guarded by the scheduler's lock.
 */
final class RefusalBudget {
    /** Unused budget is kept for this long. */
    private static final double KEPT = 100_000_000;

    private double rate;
    private double left;
    private long at;

    RefusalBudget(double rate, long now) {
        this.at = now;
        set(rate);
        this.left = rate * KEPT;
    }

    /** @param rate seconds of CPU a second */
    void set(double rate) {
        this.rate = rate;
    }

    /** Whether another refusal may be answered. */
    boolean open(long now) {
        left = Math.min(rate * KEPT, left + rate * (now - at));
        at = now;
        return left > 0;
    }

    void spent(double nanos) {
        left -= nanos;
    }
}
