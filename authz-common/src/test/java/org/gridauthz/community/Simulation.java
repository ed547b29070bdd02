package org.gridauthz.community;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.gridauthz.community.Community.Limits;
import org.gridauthz.community.Errand.Kind;

/** The scheduler on a clock that only moves from event to event, beside the {@link FluidOracle} on the same arrivals. */
final class Simulation {
    final int processors;
    final double[] weights;
    final Scheduler scheduler;
    final FluidOracle oracle;
    final Random random;
    final double[] served;
    final double[] apart;
    long now;
    long events;
    long refused;
    private final PriorityQueue<Event> events0 = new PriorityQueue<>();
    private final Map<Integer, Running> running = new HashMap<>();
    private long order;
    private int ids;
    private long servedAt;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int first = Long.compare(at, other.at);
            return first != 0 ? first : Long.compare(order, other.order);
        }
    }

    private record Running(int community, long cost) {}

    Simulation(int processors, double[] weights, long seed) {
        this.processors = processors;
        this.weights = weights;
        this.random = new Random(seed);
        this.served = new double[weights.length];
        this.apart = new double[weights.length];
        this.oracle = new FluidOracle(processors, weights);
        this.scheduler = new Scheduler(communities(weights), () -> now, false);
    }

    Communities communities(double[] weighed) {
        List<Community> all = new ArrayList<>();
        for (int i = 0; i < weighed.length; i++) {
            Limits limits = new Limits(1000, 500, 1_000_000, Duration.ofSeconds(10), 1, 1);
            all.add(new Community("c" + i, (int) weighed[i], null, Community.Rules.NONE, limits));
        }
        return new Communities(
                all, all.getFirst(), processors, 5, Duration.ofSeconds(5), Communities.SourceBudget.USUAL, List.of());
    }

    void at(long when, Runnable what) {
        events0.add(new Event(when, order++, what));
    }

    /** Something that wants a processor for so long; the scheduler is told what to expect, or nothing (0). */
    final class Want extends Errand {
        final int id = ids++;
        final int community;
        final long cost;
        boolean sits;
        boolean gone;
        Runnable after = () -> {};

        Want(int community, long cost, double told) {
            super(Kind.HANDSHAKE);
            this.community = community;
            this.cost = cost;
            this.expected = told;
        }

        void arrive() {
            oracle.arrive(id, community, (double) cost);
            scheduler.offer(this, "c" + community);
        }

        void cancel() {
            if (!sits && !gone && scheduler.cancel(this)) {
                withdraw();
            }
        }

        private void withdraw() {
            gone = true;
            if (oracle.knows(id)) {
                oracle.cancel(id, community);
            } else {
                oracle.owe(community, (double) cost);
            }
        }

        @Override
        protected void seated() {
            sits = true;
            running.put(id, new Running(community, cost));
            at(now + cost, () -> {
                running.remove(id);
                scheduler.done(this);
                after.run();
            });
        }

        @Override
        protected void shed(Shed why) {
            refused++;
            withdraw();
            after.run();
        }
    }

    /** Runs until so many events have passed, and looks at every one how far each community is from the ideal. */
    void run(long most, double longest) {
        while (events < most && !events0.isEmpty()) {
            Event event = events0.poll();
            for (Running each : running.values()) {
                served[each.community()] += event.at() - servedAt;
            }
            servedAt = event.at();
            now = event.at();
            oracle.advance((double) now);
            event.what().run();
            events++;
            for (int i = 0; i < weights.length; i++) {
                apart[i] = Math.max(apart[i], Math.abs(served[i] - oracle.served(i)) / longest);
            }
        }
    }

    double worst() {
        double worst = 0;
        for (double each : apart) {
            worst = Math.max(worst, each);
        }
        return worst;
    }

    /** Arrivals of one community: bursts and silences; so many processors' worth of work on average. */
    void arrivals(int community, double load, IntToDoubleFunction cost, double mean, boolean told) {
        at(now + (long) (random.nextDouble() * mean), () -> next(community, load, cost, mean, told));
    }

    private void next(int community, double load, IntToDoubleFunction cost, double mean, boolean told) {
        boolean pause = random.nextInt(200) == 0;
        int burst = random.nextInt(20) == 0 ? 1 + random.nextInt(10) : 1;
        double gap = 0;
        for (int i = 0; i < burst; i++) {
            long takes = Math.max(1000, (long) cost.applyAsDouble(community));
            new Want(community, takes, told ? (double) takes : 0).arrive();
            gap += mean / load * -Math.log(1 - random.nextDouble());
        }
        at(now + 1 + (long) (pause ? gap * 100 : gap), () -> next(community, load, cost, mean, told));
    }
}
