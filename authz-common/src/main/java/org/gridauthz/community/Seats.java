package org.gridauthz.community;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gridauthz.community.Errand.Kind;
import org.gridauthz.community.Errand.State;
import org.jspecify.annotations.Nullable;

/** Who sits, and whose turn is next: the arithmetic of {@link Scheduler}, by whose lock it is guarded. */
final class Seats {
    private final boolean express;
    final Map<String, Flow> flows = new LinkedHashMap<>();
    /** Those whose seats count, longest first. */
    private final LinkedHashSet<Errand> seated = new LinkedHashSet<>();

    private final Lanes lanes = new Lanes();
    private int seats;
    private double virtual;
    private long last;

    Seats(boolean express, long now) {
        this.express = express;
        this.last = now;
    }

    /**
     * From now on these communities are in force.
     *
     * @return the flow of whoever no rule names
     */
    Flow configure(Communities communities, Flow fallback, long now) {
        seats = communities.cpus() > 0
                ? communities.cpus()
                : Runtime.getRuntime().availableProcessors();
        double refusals = communities.refusals() / 100.0 * seats;
        List<Community> wanted = new ArrayList<>(communities.all());
        int all = wanted.stream().mapToInt(Community::weight).sum();
        wanted.add(new Community(
                Community.ADMIN, Math.clamp(all / 3, 1, 10_000), null, Community.Rules.NONE, Community.Limits.USUAL));
        int guaranteed = wanted.stream().mapToInt(Community::weight).sum();
        Map<String, Flow> kept = new LinkedHashMap<>();
        for (Community one : wanted) {
            Flow flow = flows.remove(one.name());
            if (flow == null) {
                flow = new Flow(one, now, virtual, new RefusalBudget(refusals, now));
            }
            flow.community = one;
            flow.refusals.set(refusals);
            flow.guarantee.set((double) seats * one.weight() / guaranteed);
            kept.put(one.name(), flow);
        }
        // Those that are gone are served to the end, then forgotten at the next change.
        flows.values().stream().filter(Flow::active).forEach(flow -> kept.put(flow.community.name(), flow));
        flows.clear();
        flows.putAll(kept);
        return kept.getOrDefault(communities.fallback().name(), fallback);
    }

    /** Everybody's virtual time goes on as fast as a community of weight 1 would be served. */
    void advance(long now) {
        double weights = 0;
        int running = 0;
        for (Flow flow : flows.values()) {
            if (flow.active()) {
                weights += flow.community.weight();
                running += flow.running;
            }
        }
        if (weights > 0) {
            virtual += (now - last) * Math.min(running, seats) / weights;
        }
        last = now;
    }

    /** It queues; if as many do as may, the newest of the source with the most is sent away. */
    void offer(Errand errand, Flow flow, long now, Turns turns) {
        flow.expire(now, turns);
        if (flow.waiting() >= flow.community.limits().queue()) {
            Errand crowding = flow.lineOf(errand.kind).crowding(errand);
            if (crowding == null) {
                flow.shed(errand, Shed.FULL, turns);
                return;
            }
            flow.lineOf(errand.kind).remove(crowding);
            flow.shed(crowding, Shed.FULL, turns);
        }
        enqueue(errand, flow, now);
    }

    void enqueue(Errand errand, Flow flow, long now) {
        if (flow.waiting() == 0) {
            flow.idleAt = now;
            // What it did not want before is not owed to it.
            flow.start += Math.max(0, virtual - flow.received(now));
        }
        errand.state = State.WAITING;
        errand.offered = now;
        flow.stirred = now;
        flow.queue(errand);
    }

    /** Seats whom it can, one after another. */
    void dispatch(long now, Turns turns) {
        while (true) {
            Flow next;
            boolean beside = false;
            if (seated.size() < seats) {
                next = choose(false, now);
            } else {
                next = express ? choose(true, now) : null;
                beside = next != null;
                if (next == null) {
                    next = choose(false, now);
                    if (next != null && !giveBack(next, now)) {
                        return;
                    }
                }
            }
            Errand errand = next == null ? null : candidate(next, beside, now);
            if (next == null || errand == null) {
                return;
            }
            sit(errand, next, now);
            turns.seated(errand);
        }
    }

    /** Whose turn it is; null if nobody wants a seat, or, for a seat beside the others, nobody is within its share or due. */
    private @Nullable Flow choose(boolean beside, long now) {
        Flow due = null;
        Flow least = null;
        double dueEnd = 0;
        double leastReceived = 0;
        for (Flow flow : flows.values()) {
            Errand errand = flow.waiting() == 0 ? null : candidate(flow, beside, now);
            if (errand == null) {
                continue;
            }
            double received = flow.received(now);
            // Who is within its share need not wait beside what is lent until it is its turn to the microsecond.
            if (received <= virtual || (beside && !lent(flow, now))) {
                double end = flow.start + flow.cost(errand) / flow.community.weight();
                if (due == null || end < dueEnd) {
                    due = flow;
                    dueEnd = end;
                }
            }
            if (least == null || received < leastReceived) {
                least = flow;
                leastReceived = received;
            }
        }
        if (due != null || beside || least == null) {
            return due;
        }
        virtual = Math.max(virtual, leastReceived);
        return least;
    }

    /** What of a community may sit down now, beside the seats or not. */
    private @Nullable Errand candidate(Flow flow, boolean beside, long now) {
        // A community holds no more seats than there are, the overrun ones included, or its threads would outweigh
        // others'. Only a call within the share need not wait for a handshake of its own.
        boolean free = flow.running < seats;
        if (!beside) {
            return free ? flow.next(true, true) : null;
        }
        boolean lent = lent(flow, now);
        boolean calling = free || (!lent && flow.runningCalls < seats);
        return flow.next(
                calling && lanes.room(Lane.of(Kind.CALL, lent), seats),
                free && lanes.room(Lane.of(Kind.HANDSHAKE, lent), seats));
    }

    /** Whether a community has had what is its own, and somebody is about whose the rest may be. */
    private boolean lent(Flow flow, long now) {
        return flow.guarantee.spent(now)
                && flows.values().stream().anyMatch(other -> other != flow && other.about(now));
    }

    /** Lets the seat count no longer that another community has had for too long. */
    private boolean giveBack(Flow wanting, long now) {
        for (Errand errand : seated) {
            if (now - errand.since < Scheduler.LENT) {
                return false;
            }
            if (errand.flow != wanting) {
                errand.overrun = true;
                seated.remove(errand);
                lanes.standUp(errand.lane);
                return true;
            }
        }
        return false;
    }

    private void sit(Errand errand, Flow flow, long now) {
        flow.lineOf(errand.kind).sat(errand);
        errand.state = State.SEATED;
        errand.since = now;
        errand.overrun = false;
        errand.lane = Lane.of(errand.kind, lent(flow, now));
        flow.sit(errand, now);
        seated.add(errand);
        lanes.sit(errand.lane);
    }

    /** Has an errand queue again that has sat for a slice while somebody waits. */
    boolean giveWay(Errand errand, long now, Turns turns) {
        Flow flow = errand.flow;
        if (errand.state != State.SEATED
                || flow == null
                || errand.had + now - errand.since < Scheduler.SLICE
                || flows.values().stream().noneMatch(other -> other.waiting() > 0)) {
            return false;
        }
        standUp(errand, now);
        errand.had = 0;
        errand.expected = 0;
        errand.returning = false;
        offer(errand, flow, now, turns);
        return true;
    }

    void standUp(Errand errand, long now) {
        Flow flow = errand.flow;
        if (flow == null) {
            return;
        }
        flow.standUp(errand, now);
        errand.had += now - errand.since;
        if (!errand.overrun && seated.remove(errand)) {
            lanes.standUp(errand.lane);
        }
    }
}
