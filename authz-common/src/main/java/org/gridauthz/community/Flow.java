package org.gridauthz.community;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.gridauthz.community.Errand.Kind;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows of one community. Everything here is guarded by the scheduler's lock. */
final class Flow {
    private static final double FIRST_GUESS = 200_000;
    private static final double LEARN = 1.0 / 16;

    Community community;
    final Deque<Errand> calls = new ArrayDeque<>();
    final Deque<Errand> handshakes = new ArrayDeque<>();
    private double usualCall = FIRST_GUESS;
    private double usualHandshake = FIRST_GUESS;
    /** Virtual time at which its next errand begins: all that was charged, by weight. */
    double start;
    /** Errands on seats, those included whose seats count no longer. */
    int running;
    /** Of these, calls. */
    int runningCalls;
    /** What the running ones were charged, and when they began: so that what they have had by now is known. */
    double runningCharged;

    double runningSince;
    int away;
    /** When its queue was last empty. */
    long idleAt;

    final RefusalBudget refusals;
    // Sums for people.
    long admittedCalls;
    long admittedHandshakes;
    final Map<Shed, Long> shed = new EnumMap<>(Shed.class);
    long refused;
    double refusalNanos;
    long closed;
    double busy;

    Flow(Community community, long now, double virtual, RefusalBudget refusals) {
        this.community = community;
        this.idleAt = now;
        this.start = virtual;
        this.refusals = refusals;
    }

    int waiting() {
        return calls.size() + handshakes.size();
    }

    void shed(Shed why) {
        shed.merge(why, 1L, Long::sum);
    }

    boolean active() {
        return running > 0 || !calls.isEmpty() || !handshakes.isEmpty();
    }

    Deque<Errand> queue(Kind kind) {
        return kind == Kind.CALL ? calls : handshakes;
    }

    /** Virtual time up to which it was served: what its running errands have not had yet is taken off. */
    double received(long now) {
        return start - (runningCharged - (running * (double) now - runningSince)) / community.weight();
    }

    double cost(Errand errand) {
        if (errand.expected > 0) {
            return errand.expected;
        }
        return errand.kind == Kind.CALL ? usualCall : usualHandshake;
    }

    void learn(Kind kind, double took) {
        if (kind == Kind.CALL) {
            usualCall += (took - usualCall) * LEARN;
        } else {
            usualHandshake += (took - usualHandshake) * LEARN;
        }
    }

    /** The errand that is next: what was admitted before stands in front, then the oldest. */
    @Nullable
    Errand next(boolean callsOnly, int seats) {
        // A community holds no more seats than there are, the overrun ones included, or its threads would outweigh
        // others'.
        if (running >= seats) {
            return null;
        }
        Errand call = runningCalls + away < community.limits().threads() ? calls.peekFirst() : null;
        Errand handshake = callsOnly ? null : handshakes.peekFirst();
        if (call == null || handshake == null) {
            return call == null ? handshake : call;
        }
        return call.offered <= handshake.offered ? call : handshake;
    }

    /**
     * Whether it storms: something of it has been waiting without a break for longer than a burst lasts, and more than a
     * few callers make who send the next call when they have read the answer to the last.
     */
    boolean overloaded(long now) {
        return waiting() > Scheduler.SHORT_QUEUE && now - idleAt > Scheduler.BURST;
    }

    /** How long an errand may wait that has so many of its kind before it. */
    long deadline(Kind kind, int before, long now) {
        return kind == Kind.CALL && before >= Scheduler.SHORT_QUEUE && overloaded(now)
                ? Scheduler.OVERLOADED_DEADLINE
                : community.limits().deadline().toNanos();
    }
}
