package org.gridauthz.changes.instances;

import java.time.Duration;
import java.time.Instant;
import org.gridauthz.changes.Epoch;
import org.gridauthz.clock.DecisionClock;
import org.jspecify.annotations.Nullable;

/**
 * How an instance stands to an epoch.
 *
 * @param since for all but {@link State#CONFIRMED}: it may not know what was written after this
 * @param closesAt when it stops deciding, if it is not heard of; null when it goes on
 */
public record Standing(
        Instance instance,
        State state,
        Instant since,
        @Nullable Instant closesAt) {
    private static final Duration SILENT = Duration.ofSeconds(15);

    /** What can be said of it. */
    public enum State {
        /** It decides by this epoch or a later one. */
        CONFIRMED,
        /** It is heard of and has not confirmed yet. */
        NOT_YET,
        /** Nothing was heard of it for a while; it decides by what it knew, until it closes. */
        SILENT_CLOSES,
        /** Nothing was heard of it for a while, and it goes on deciding by what it knew. */
        SILENT_SERVES_STALE,
        /** So long silent that it decides nothing any more. */
        CLOSED,
        /** Taken out by hand. */
        REMOVED;

        /** Whether it cannot decide by an older epoch. */
        public boolean settled() {
            return this == CONFIRMED || this == CLOSED || this == REMOVED;
        }
    }

    static Standing of(Instance instance, Epoch epoch, Instant now) {
        Duration closedAfter = instance.closedAfter();
        Instant closes = closedAfter == null ? null : instance.knownAt().plus(closedAfter);
        return new Standing(instance, state(instance, epoch, now, closes), instance.knownAt(), closes);
    }

    private static State state(Instance instance, Epoch epoch, Instant now, @Nullable Instant closes) {
        Epoch applied = instance.applied();
        if (instance.removed()) {
            return State.REMOVED;
        }
        if (applied != null && applied.includes(epoch)) {
            return State.CONFIRMED;
        }
        // Its clock may be as far from ours as clocks may be without an alarm, on each side.
        if (closes != null && now.isAfter(closes.plus(DecisionClock.TOLERANCE.multipliedBy(2)))) {
            return State.CLOSED;
        }
        if (now.isBefore(instance.heardAt().plus(SILENT))) {
            return State.NOT_YET;
        }
        return closes == null ? State.SILENT_SERVES_STALE : State.SILENT_CLOSES;
    }
}
