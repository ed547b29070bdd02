package org.gridauthz.community;

import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
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
    final Line calls = new Line();
    final Line handshakes = new Line();
    private double usualCall = FIRST_GUESS;
    private double usualHandshake = FIRST_GUESS;
    /** Virtual time at which its next errand begins: all that was charged, by weight. */
    double start;
    /** Time on seats that its calls had, and its handshakes: who had less is next. */
    private double called;

    private double shaken;
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
    private void charge(Kind kind, double nanos) {
        start += nanos / community.weight();
        if (kind == Kind.CALL) {
            called += nanos;
        } else {
            shaken += nanos;
        }
    }

    /** A seated errand's cost is known better now. */
    void expect(Errand errand, double nanos) {
        double more = nanos - errand.charged;
        errand.charged = nanos;
        runningCharged += more;
        charge(errand.kind, more);
        guarantee.spend(more);
    }

    void sit(Errand errand, long now) {
        errand.used = -1;
        errand.charged = cost(errand);
        charge(errand.kind, errand.charged);
        guarantee.spend(errand.charged);
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
        charge(errand.kind, took - errand.charged);
        // Its own is a part of the processors, not of the time for which others kept it from one: else who was kept
        // from his share once would be
        // taken for a borrower, give way to others, be kept the longer, and never come back.
        guarantee.spend((errand.used < 0 ? took : Math.min(errand.used, took)) - errand.charged);
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

    Line lineOf(Kind kind) {
        return kind == Kind.CALL ? calls : handshakes;
    }

    /** At the end, or in front of all if it was admitted before. A kind that wanted nothing is owed nothing. */
    void queue(Errand errand) {
        Line line = lineOf(errand.kind);
        if (line.isEmpty() && errand.kind == Kind.CALL) {
            called = Math.max(called, shaken);
        } else if (line.isEmpty()) {
            shaken = Math.max(shaken, called);
        }
        line.add(errand);
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

    /**
     * The errand that is next. Calls and handshakes have half of a community's time each if they want it, so that neither its own new connections keep
     * its calls waiting nor the other way round.
     */
    @Nullable
    Errand next(boolean calling, boolean shaking) {
        boolean mayCall = calling && runningCalls + away < community.limits().threads();
        Errand call = mayCall ? calls.first() : null;
        Errand handshake = shaking ? handshakes.first() : null;
        if (call == null || handshake == null) {
            return call == null ? handshake : call;
        }
        return called <= shaken ? call : handshake;
    }

    /**
     * Whether it storms: something of it has been waiting without a break for longer than a burst lasts, and more than a
     * few callers make who send the next call when they have read the answer to the last.
     */
    boolean overloaded(long now) {
        return waiting() > Scheduler.SHORT_QUEUE && now - idleAt > Scheduler.BURST;
    }

    /** How long an errand may wait that has so many of its kind before it. */
    private long deadline(Kind kind, int before, long now) {
        return kind == Kind.CALL && before >= Scheduler.SHORT_QUEUE && overloaded(now)
                ? Scheduler.OVERLOADED_DEADLINE
                : community.limits().deadline().toNanos();
    }

    /** Sends away who has waited for too long. */
    void expire(long now, Turns turns) {
        List<Errand> late = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lineOf(kind).bySource().forEach(oldest -> late(kind, oldest, now, late));
        }
        for (Errand errand : late) {
            lineOf(errand.kind).remove(errand);
            shed(errand, Shed.LATE, turns);
        }
    }

    private void late(Kind kind, Deque<Errand> oldest, long now, List<Errand> late) {
        int kept = 0;
        for (Errand errand : oldest) {
            if (now - errand.offered >= deadline(kind, kept, now)) {
                late.add(errand);
            } else if (++kept > Scheduler.SHORT_QUEUE || !overloaded(now)) {
                return;
            }
        }
    }

    void shed(Errand errand, Shed why, Turns turns) {
        errand.state = Errand.State.DONE;
        shed(why);
        turns.shed(errand, why);
    }
}
