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
    /** Nanoseconds for which whoever wanted something is about. */
    private static final long STIR = 1_000_000_000;

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

    /** When something of it last waited or sat. */
    long stirred;

    final Guarantee guarantee;
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
        this.stirred = now - STIR;
        this.guarantee = new Guarantee(now);
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

    boolean about(long now) {
        return active() || now - stirred < STIR;
    }

    /** Charges time on a seat, in advance or corrected afterwards. */
    void charge(double nanos) {
        start += nanos / community.weight();
        guarantee.spend(nanos);
    }

    void sit(Errand errand, long now) {
        errand.charged = cost(errand);
        charge(errand.charged);
        running++;
        runningCharged += errand.charged;
        runningSince += now;
        if (errand.kind == Kind.CALL) {
            admittedCalls += errand.returning ? 0 : 1;
            runningCalls++;
        } else {
            admittedHandshakes++;
        }
    }

    void standUp(Errand errand, long now) {
        double took = now - errand.since;
        charge(took - errand.charged);
        stirred = now;
        running--;
        runningCharged -= errand.charged;
        runningSince -= errand.since;
        busy += took;
        if (errand.expected <= 0) {
            learn(errand.kind, took);
        }
        if (errand.kind == Kind.CALL) {
            runningCalls--;
        }
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

    private void learn(Kind kind, double took) {
        if (kind == Kind.CALL) {
            usualCall += (took - usualCall) * LEARN;
        } else {
            usualHandshake += (took - usualHandshake) * LEARN;
        }
    }

    /** The errand that is next: what was admitted before stands in front, then the oldest. */
    @Nullable
    Errand next(boolean calling, boolean shaking, int seats) {
        // A community holds no more seats than there are, the overrun ones included, or its threads would outweigh
        // others'.
        if (running >= seats) {
            return null;
        }
        boolean mayCall = calling && runningCalls + away < community.limits().threads();
        Errand call = mayCall ? calls.peekFirst() : null;
        Errand handshake = shaking ? handshakes.peekFirst() : null;
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
