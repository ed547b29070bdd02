package org.gridauthz.loadtest.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * When calls are meant to begin: at a mean rate with exponential gaps (a Poisson process), whatever becomes of the calls before. Whoever
 * takes an arrival late is late; the arrival does not move. So no answer that takes long hides those that should have been asked meanwhile.
 */
public final class Arrivals {
    /** No arrival is left. */
    public static final long OVER = Long.MIN_VALUE;

    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final SplittableRandom random;
    private final double meanGapNanos;
    private final long begin;
    private final long end;
    private double next;
    private long most = Long.MAX_VALUE;

    private Arrivals(double perSecond, Duration length, long begin, long seed) {
        this.random = new SplittableRandom(seed);
        this.meanGapNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.begin = begin;
        this.end = begin + length.toNanos();
        this.next = gap();
    }

    /**
     * Arrivals at a mean rate.
     *
     * @param begin a {@link System#nanoTime}
     */
    public static Arrivals at(double perSecond, Duration length, long begin, long seed) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("a rate is positive: " + perSecond);
        }
        return new Arrivals(perSecond, length, begin, seed);
    }

    /** As many as are taken: each is meant to begin when it is taken, a closed loop. Finds what a server can do, not how long calls wait. */
    public static Arrivals unbounded(Duration length, long begin) {
        return new Arrivals(0, length, begin, 0);
    }

    /** So many, each meant to begin when it is taken, within an hour. */
    static Arrivals counted(long calls, long begin) {
        Arrivals arrivals = unbounded(Duration.ofHours(1), begin);
        arrivals.most = calls;
        return arrivals;
    }

    /**
     * The next one as a {@link System#nanoTime}, which may lie ahead or behind; or {@link #OVER}. Half a second after the end what is left is left
     * undone: with a server that is much too slow the run would never end.
     */
    public synchronized long next() {
        long now = System.nanoTime();
        long at = closedLoop() ? now : begin + (long) next;
        if (at - end >= 0 || now - end > GRACE_NANOS || most == 0) {
            return OVER;
        }
        most--;
        next += gap();
        return at;
    }

    /** How many nobody took, at the end of a run. */
    synchronized long left() {
        long count = 0;
        for (; !closedLoop() && begin + (long) next - end < 0; next += gap()) {
            count++;
        }
        return count;
    }

    boolean closedLoop() {
        return meanGapNanos == 0;
    }

    long begin() {
        return begin;
    }

    long end() {
        return end;
    }

    private double gap() {
        return closedLoop() ? 0 : -Math.log(1 - random.nextDouble()) * meanGapNanos;
    }
}
