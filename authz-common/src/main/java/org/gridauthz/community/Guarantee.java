package org.gridauthz.community;

/**
 * The part of the seats that is a community's own, and how much of it was not used lately. Guarded by the scheduler's lock.
 */
final class Guarantee {
    /** Nanoseconds of a seat: a burst after a silence. */
    private static final double MOST = 50_000_000;
    /** What was borrowed while nobody wanted it is not owed for long. */
    private static final double LEAST = -10_000_000;

    private double seats;
    private double left = MOST;
    private long at;

    Guarantee(long now) {
        at = now;
    }

    /** From now on it is so many seats, or a part of one. */
    void set(double share) {
        seats = share;
    }

    /** Time of a processor, in advance or corrected afterwards. */
    void spend(double nanos) {
        left = Math.max(LEAST, left - nanos);
    }

    /** Whether it has had its part: what it gets now is lent. */
    boolean spent(long now) {
        left = Math.min(MOST, left + (now - at) * seats);
        at = now;
        return left < 0;
    }
}
