package org.gridauthz.community;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.gridauthz.community.Errand.State;
import org.jspecify.annotations.Nullable;

/**
 * Weighted fair queuing of CPU seats between communities, in virtual time.
 *
 * <p>A seat is one processor. A community's <em>start</em> is its virtual clock: each errand puts it forward by its cost
 * divided by the weight, by what it is expected to cost when it sits down, corrected when it gets up (so Kubernetes API
 * Priority and Fairness, KEP-1040). A free seat goes, among the communities that have <em>received</em> no more than
 * everybody's virtual time, to the one whose errand ends first (worst-case fair queuing, WF²Q+, Bennett and Zhang 1996):
 * without that condition a community of great weight may run ahead by as many errands as there are communities. If none
 * qualifies, capacity is idle and lent to the one that has received least. A community with nothing waiting gathers no
 * credit.
 *
 * <p>Nothing is taken away from an errand that sits; so what is lent comes back when it gets up, or, if it does not, after
 * {@value #LENT} ns: then its seat stops counting and another community's errand sits down beside it.
 */
public final class Scheduler {
    /** Longest time in nanoseconds for which a seat is lent. */
    public static final long LENT = 80_000_000;
    /** A queue that was not empty for so many nanoseconds is no burst any more. */
    static final long BURST = 100_000_000;
    /** Nanoseconds for which calls that come in one step may be computed while others wait. */
    static final long SLICE = 2_000_000;
    /**
     * So many errands may wait for the usual deadline in a storm too: a few callers that send one call after another
     * keep a queue from ever being empty, and the server may be theirs alone.
     */
    static final int SHORT_QUEUE = 16;
    /** Longest wait in nanoseconds of a call behind them. */
    static final long OVERLOADED_DEADLINE = 3_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier clock;
    private final Seats seats;
    private final Map<String, Flow> flows;
    private Flow fallback;

    /**
     * @param clock nanoseconds, monotonic
     * @param express whether an errand of a community within its share sits down beside the seats while those of lower {@link Lane}s hold
     *     them: they run at a lower priority, and cannot be interrupted by us
     */
    public Scheduler(Communities communities, LongSupplier clock, boolean express) {
        this.clock = clock;
        long now = clock.getAsLong();
        this.seats = new Seats(express, now);
        this.flows = seats.flows;
        this.fallback = new Flow(communities.fallback(), now, 0, new RefusalBudget(1, now));
        configure(communities);
    }

    private interface Step {
        void take(long now, Turns turns);
    }

    private void step(Step step) {
        Turns turns = new Turns();
        lock.lock();
        try {
            long now = clock.getAsLong();
            seats.advance(now);
            step.take(now, turns);
            seats.dispatch(now, turns);
        } finally {
            lock.unlock();
        }
        turns.take();
    }

    /** From now on these communities are in force. What waits keeps its place. */
    public void configure(Communities communities) {
        step((now, turns) -> fallback = seats.configure(communities, fallback, now));
    }

    /** Takes in an errand of a community. */
    public void offer(Errand errand, String community) {
        step((now, turns) -> {
            errand.flow = flows.getOrDefault(community, fallback);
            seats.offer(errand, errand.flow, now, turns);
        });
    }

    /** Says what an errand will cost, in nanoseconds on the seat, as soon as it is known: a batch counts by its size. */
    public void expect(Errand errand, double nanos) {
        lock.lock();
        try {
            Flow flow = errand.flow;
            errand.expected = nanos;
            if (errand.state == State.SEATED && flow != null) {
                flow.expect(errand, nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The errand gets up for good. */
    public void done(Errand errand) {
        step((now, turns) -> {
            if (errand.state == State.SEATED) {
                seats.standUp(errand, now);
            } else if (errand.state == State.AWAY && errand.flow != null) {
                errand.flow.away--;
            }
            errand.state = State.DONE;
        });
    }

    /** Nobody waits for the outcome any more; false if it sits already, or is gone. */
    public boolean cancel(Errand errand) {
        lock.lock();
        try {
            Flow flow = errand.flow;
            if (errand.state != State.WAITING || flow == null) {
                return false;
            }
            seats.advance(clock.getAsLong());
            flow.lineOf(errand.kind).remove(errand);
            errand.state = State.DONE;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The errand must wait for something that is not a processor: it gives its seat back and takes a wait slot of its
     * community, which is never lent. False, and it keeps its seat, if there is none.
     */
    public boolean away(Errand errand) {
        step((now, turns) -> {
            Flow flow = errand.flow;
            if (errand.state != State.SEATED || flow == null) {
                return;
            }
            if (flow.away >= flow.community.limits().waiting()) {
                flow.shed(Shed.NO_WAIT_SLOT);
                return;
            }
            seats.standUp(errand, now);
            errand.state = State.AWAY;
            errand.expected = 0;
            flow.away++;
        });
        return errand.state == State.AWAY; // nobody else moves an errand that sat
    }

    /** It has what it waited for and queues again, in front of what was never admitted; {@link Errand#seated} follows. */
    public void back(Errand errand) {
        step((now, turns) -> {
            Flow flow = errand.flow;
            if (errand.state == State.AWAY && flow != null) {
                flow.away--;
                errand.returning = true;
                seats.enqueue(errand, flow, now);
            }
        });
    }

    /**
     * Between two calls that came in one step: whoever has sat for longer than {@link #SLICE} queues again as if he came now, if anybody waits at
     * all. A client that sends calls without a pause would have one step without an end.
     *
     * @return whether it got up; {@link Errand#seated} or {@link Errand#shed} follows then, or has been called already
     */
    public boolean giveWay(Errand errand) {
        boolean[] up = new boolean[1];
        step((now, turns) -> up[0] = seats.giveWay(errand, now, turns));
        return up[0];
    }

    /** To be called every few milliseconds while something waits: deadlines pass, and lent seats come back. */
    public void tick() {
        step((now, turns) -> flows.values().forEach(flow -> flow.expire(now, turns)));
    }

    /** Whether a refusal of this community may be answered; otherwise its connection is closed, which is counted here. */
    public boolean mayAnswerRefusal(Errand errand) {
        lock.lock();
        try {
            Flow flow = errand.flow;
            boolean open = flow == null || flow.refusals.open(clock.getAsLong());
            if (!open && flow != null) {
                flow.closed++;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** A refusal that nobody had the time to answer: its connection is closed. */
    public void closed(Errand errand) {
        lock.lock();
        try {
            if (errand.flow != null) {
                errand.flow.closed++;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What refusing has cost.
     *
     * @param calls that came in one event and were told no
     * @param nanos of a processor
     */
    public void refused(Errand errand, int calls, long nanos) {
        lock.lock();
        try {
            if (errand.flow != null) {
                errand.flow.refused += calls;
                errand.flow.refusalNanos += nanos;
                errand.flow.refusals.spent((double) nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    String communityOf(Errand errand) {
        Flow flow = errand.flow; // set before anybody else sees the errand
        return flow == null ? null : flow.community.name();
    }

    /** How all stand. */
    public List<Standing> standings() {
        lock.lock();
        try {
            long now = clock.getAsLong();
            return flows.values().stream().map(flow -> Standing.of(flow, now)).toList();
        } finally {
            lock.unlock();
        }
    }
}
