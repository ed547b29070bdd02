package org.gridauthz.tracing;

import org.gridauthz.audit.DecisionRecord;
import org.jspecify.annotations.Nullable;

/** What was decided during one call, by the one thread that serves it. */
final class Tally {
    private static final ThreadLocal<@Nullable Tally> CURRENT = new ThreadLocal<>();
    private static final String MIXED = "mixed";

    private int decisions;
    private @Nullable String outcome;
    private @Nullable String id;

    /** From now on this thread's, until {@link #leave}. */
    static Tally enter() {
        Tally tally = new Tally();
        CURRENT.set(tally);
        return tally;
    }

    static void leave() {
        CURRENT.remove();
    }

    /** The one of the call that this thread serves; null where nobody counts. */
    static @Nullable Tally current() {
        return CURRENT.get();
    }

    /** One more, which came out so. */
    void add(DecisionRecord decision, String cameOut) {
        decisions++;
        outcome = outcome == null || outcome.equals(cameOut) ? cameOut : MIXED;
        id = decisions == 1 ? decision.id() : null;
    }

    int decisions() {
        return decisions;
    }

    /** What all came out as, or {@code mixed}; null: nothing was decided. */
    @Nullable
    String outcome() {
        return outcome;
    }

    /** The name of the one decision; null: there were none, or several. */
    @Nullable
    String id() {
        return id;
    }
}
