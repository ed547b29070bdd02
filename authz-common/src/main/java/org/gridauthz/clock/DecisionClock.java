package org.gridauthz.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which is decided (DESIGN §4.8): the monotonic clock of this process, anchored once to the system's clock and from then on held
 * against the clocks of the database and of the other instances, which are clocks like this one. A jump of any system clock moves it not
 * at all. It gives way by {@value #SLEW} parts in a million to small differences, and steps only when more than half of all voices agree with
 * each other and not with it, as after a virtual machine was suspended.
 */
public final class DecisionClock implements InstantSource {
    /** Beyond this two clocks disagree. */
    public static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final long SLEW = 500;
    private static final Logger LOG = LoggerFactory.getLogger(DecisionClock.class);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private volatile Anchor anchor;
    private volatile Standing standing = new Standing(false, Duration.ZERO, null);

    /** @param slew nanoseconds still to be added or taken, little by little */
    private record Anchor(long nanos, Instant at, long slew) {
        Instant at(long now) {
            long elapsed = now - nanos;
            long most = elapsed / (1_000_000 / SLEW);
            long given = Math.max(-most, Math.min(most, slew));
            return at.plusNanos(elapsed + given);
        }
    }

    /**
     * How far the clock is to be trusted.
     *
     * @param anchored whether more than half of at least two voices ever agreed with it
     * @param skew the largest difference of this host's system clock and of the database's clock from it
     * @param other what the time may also be, while it never was anchored and the voices disagree
     */
    private record Standing(
            boolean anchored, Duration skew, @Nullable Duration other) {}

    /** By the clocks of this host. */
    public static DecisionClock system() {
        return new DecisionClock(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param wall the system's clock
     * @param nanos a monotonic one, as {@link System#nanoTime}
     */
    public DecisionClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.anchor = new Anchor(nanos.getAsLong(), wall.instant(), 0);
    }

    @Override
    public Instant instant() {
        return anchor.at(nanos.getAsLong());
    }

    /**
     * Hears what time others think it is; about once a second.
     *
     * @param database null when it does not answer
     * @param instances the decision clocks of the others that live
     */
    public synchronized void hear(@Nullable Instant database, List<Instant> instances) {
        long now = nanos.getAsLong();
        Instant here = anchor.at(now);
        List<Instant> voices = new ArrayList<>(instances);
        if (database != null) {
            voices.add(database);
        }
        voices.add(here);
        boolean majority = 2 * near(voices, here) > voices.size();
        Instant median = median(voices);
        Duration other = null;
        boolean anchored = standing.anchored || (majority && voices.size() > 1);
        Instant system = wall.instant();
        if (!majority && 2 * near(voices, median) > voices.size()) {
            LOG.error("the clocks of most others say {}, this one said {}: it follows them", median, here);
            here = median;
            anchored = true;
        } else if (!majority && !anchored) {
            other = Duration.between(here, farthest(voices, here));
        }
        Duration off = Duration.between(here, system);
        anchor = new Anchor(now, here, off.abs().compareTo(TOLERANCE) <= 0 ? off.toNanos() : 0);
        Duration skew = off.abs();
        if (database != null && Duration.between(here, database).abs().compareTo(skew) > 0) {
            skew = Duration.between(here, database).abs();
        }
        alarm(skew);
        standing = new Standing(anchored, skew, other);
    }

    private void alarm(Duration skew) {
        boolean was = standing.skew.compareTo(TOLERANCE) > 0;
        boolean is = skew.compareTo(TOLERANCE) > 0;
        if (is && !was) {
            LOG.error("a clock of this host or of the database is {} away from decision time, which stays", skew);
        } else if (was && !is) {
            LOG.info("the clocks agree again");
        }
    }

    /** Whether no clock heard is more than {@link #TOLERANCE} away. */
    public boolean right() {
        Standing now = standing;
        return now.skew.compareTo(TOLERANCE) <= 0 && now.other == null;
    }

    /** The largest difference heard last. */
    public Duration skew() {
        return standing.skew;
    }

    /** Whether somebody else ever agreed with this clock. Without that nothing should be signed. */
    public boolean anchored() {
        return standing.anchored;
    }

    /**
     * What the time may be besides {@link #instant()}: null but for a clock that never was anchored while the others say something
     * else. An answer that turns on the difference is Indeterminate.
     */
    public @Nullable Instant other() {
        Duration other = standing.other;
        return other == null ? null : instant().plus(other);
    }

    /** The same of any clock; others have no doubts. */
    public static @Nullable Instant otherOf(InstantSource clock) {
        return clock instanceof DecisionClock decision ? decision.other() : null;
    }

    private static long near(List<Instant> voices, Instant time) {
        return voices.stream()
                .filter(voice -> Duration.between(voice, time).abs().compareTo(TOLERANCE) <= 0)
                .count();
    }

    private static Instant median(List<Instant> voices) {
        return voices.stream().sorted().toList().get(voices.size() / 2);
    }

    private static Instant farthest(List<Instant> voices, Instant from) {
        Instant farthest = from;
        for (Instant voice : voices) {
            if (Duration.between(from, voice)
                            .abs()
                            .compareTo(Duration.between(from, farthest).abs())
                    > 0) {
                farthest = voice;
            }
        }
        return farthest;
    }
}
