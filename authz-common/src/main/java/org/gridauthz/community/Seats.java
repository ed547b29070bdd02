package org.gridauthz.community;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gridauthz.community.Errand.Kind;
import org.gridauthz.community.Errand.State;
import org.jspecify.annotations.Nullable;

/** Who sits, and whose turn is next: the arithmetic of {@link Scheduler}, which guards it by its lock. */
final class Seats {
    private final boolean express;
    final Map<String, Flow> flows = new LinkedHashMap<>();
    /** Those whose seats count, longest first. */
    private final LinkedHashSet<Errand> seated = new LinkedHashSet<>();

    private int seats;
    private int takenByCalls;
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
        Map<String, Flow> kept = new LinkedHashMap<>();
        for (Community one : wanted) {
            Flow flow = flows.remove(one.name());
            if (flow == null) {
                flow = new Flow(one, now, virtual, new RefusalBudget(refusals, now));
            }
            flow.community = one;
            flow.refusals.set(refusals);
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

    void enqueue(Errand errand, Flow flow, long now) {
        if (flow.waiting() == 0) {
            flow.idleAt = now;
            // What it did not want before is not owed to it.
            flow.start += Math.max(0, virtual - flow.received(now));
        }
        errand.state = State.WAITING;
        errand.offered = now;
        if (errand.returning) {
            flow.queue(errand.kind).addFirst(errand);
        } else {
            flow.queue(errand.kind).addLast(errand);
        }
    }

    static void expire(Flow flow, long now, Turns turns) {
        for (Kind kind : Kind.values()) {
            int kept = 0;
            Iterator<Errand> oldest = flow.queue(kind).iterator();
            while (oldest.hasNext()) {
                Errand errand = oldest.next();
                if (errand.returning) {
                    continue;
                }
                if (now - errand.offered >= flow.deadline(kind, kept, now)) {
                    oldest.remove();
                    shed(errand, flow, Shed.LATE, turns);
                } else if (++kept > Scheduler.SHORT_QUEUE || !flow.overloaded(now)) {
                    break;
                }
            }
        }
    }

    static void shed(Errand errand, Flow flow, Shed why, Turns turns) {
        errand.state = State.DONE;
        flow.shed(why);
        turns.shed(errand, why);
    }

    /** Seats whom it can, one after another. */
    void dispatch(long now, Turns turns) {
        while (true) {
            Flow next;
            boolean beside = false;
            if (seated.size() < seats) {
                next = choose(false, now);
            } else {
                beside = express && takenByCalls < seats && seated.size() < 2 * seats;
                next = beside ? choose(true, now) : null;
                if (next == null) {
                    beside = false;
                    next = choose(false, now);
                    if (next != null && !giveBack(next, now)) {
                        return;
                    }
                }
            }
            Errand errand = next == null ? null : next.next(beside, seats);
            if (next == null || errand == null) {
                return;
            }
            sit(errand, next, now);
            turns.seated(errand);
        }
    }

    /** Whose turn it is; null if nobody wants a seat, or, for a seat beside the others, nobody is within his share. */
    private @Nullable Flow choose(boolean beside, long now) {
        Flow due = null;
        Flow least = null;
        double dueEnd = 0;
        double leastReceived = 0;
        for (Flow flow : flows.values()) {
            Errand errand = flow.waiting() == 0 ? null : flow.next(beside, seats);
            if (errand == null) {
                continue;
            }
            double received = flow.received(now);
            if (received <= virtual) {
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

    /** Lets the seat count no longer that another community has had for too long. */
    private boolean giveBack(Flow wanting, long now) {
        for (Errand errand : seated) {
            if (now - errand.since < Scheduler.LENT) {
                return false;
            }
            if (errand.flow != wanting) {
                errand.overrun = true;
                seated.remove(errand);
                takenByCalls -= errand.kind == Kind.CALL ? 1 : 0;
                return true;
            }
        }
        return false;
    }

    private void sit(Errand errand, Flow flow, long now) {
        flow.queue(errand.kind).remove(errand);
        errand.state = State.SEATED;
        errand.since = now;
        errand.overrun = false;
        errand.charged = flow.cost(errand);
        flow.start += errand.charged / flow.community.weight();
        flow.running++;
        flow.runningCharged += errand.charged;
        flow.runningSince += now;
        seated.add(errand);
        if (errand.kind == Kind.CALL) {
            flow.admittedCalls += errand.returning ? 0 : 1;
            flow.runningCalls++;
            takenByCalls++;
        } else {
            flow.admittedHandshakes++;
        }
    }

    void standUp(Errand errand, long now) {
        Flow flow = errand.flow;
        if (flow == null) {
            return;
        }
        double took = now - errand.since;
        flow.start += (took - errand.charged) / flow.community.weight();
        flow.running--;
        flow.runningCharged -= errand.charged;
        flow.runningSince -= errand.since;
        flow.busy += took;
        if (errand.expected <= 0) {
            flow.learn(errand.kind, took);
        }
        boolean counted = !errand.overrun && seated.remove(errand);
        if (errand.kind == Kind.CALL) {
            flow.runningCalls--;
            takenByCalls -= counted ? 1 : 0;
        }
    }
}
