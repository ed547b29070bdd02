package org.gridauthz.changes;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an instance does when its knowledge grows old, by listener: a listener stands for the community that calls there.
 * Below its limit (S₂ of DESIGN §4.5) it answers; above, it either closes, so that every call is Indeterminate, or goes
 * on with an alarm.
 */
public final class Staleness {
    /** S₁: above this age replies are flagged and alarms go off. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    /** What comes after the limit. */
    public enum Then {
        /** Nothing is decided: Indeterminate. */
        CLOSED,
        /** Decided by what is known, flagged by its age. */
        STALE
    }

    /**
     * @param after S₂, not below {@link #FRESH}; short ones are for callers whose protocol cannot show an age
     * @param then what happens above it
     */
    public record Rule(Duration after, Then then) {
        /** Checks the limit. */
        public Rule {
            if (after.compareTo(FRESH) < 0) {
                throw new IllegalArgumentException("knowledge is old after " + FRESH + " at the earliest: " + after);
            }
        }

        boolean open(Duration age) {
            return then == Then.STALE || age.compareTo(after) <= 0;
        }
    }

    private final Rule usual;
    private final Map<String, Rule> byListener;

    /** @param byListener for listeners that differ, by name */
    public Staleness(Rule usual, Map<String, Rule> byListener) {
        this.usual = usual;
        this.byListener = Map.copyOf(byListener);
    }

    /** Whether calls on this listener are decided at this age. */
    public boolean open(@Nullable String listener, Duration age) {
        return (listener == null ? usual : byListener.getOrDefault(listener, usual)).open(age);
    }

    /** Whether calls on any listener are. */
    public boolean anyOpen(Duration age) {
        return rules().anyMatch(rule -> rule.open(age));
    }

    /** The age above which nothing is decided any more; null when some listener goes on for ever. */
    public @Nullable Duration closedAfter() {
        return rules().anyMatch(rule -> rule.then() == Then.STALE)
                ? null
                : rules().map(Rule::after).max(Duration::compareTo).orElseThrow();
    }

    private Stream<Rule> rules() {
        return Stream.concat(Stream.of(usual), byListener.values().stream());
    }
}
