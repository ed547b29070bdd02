package org.gridauthz.loadtest.scale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Writers of several processes race for the one row that orders the change log, as {@code ChangeLog} does it on a cluster that certifies at commit: an
 * attempt reads the head, works, and commits one group round later; it is refused when another was certified in between. A process has one
 * write under way, refused ones pause with full jitter (4 ms doubling to 250 ms) and give up after five seconds. Simulated time, from a seed.
 */
final class HeadRace {
    private static final double FIRST_PAUSE = 4;
    private static final double LONGEST_PAUSE = 250;
    private static final double DEADLINE = 5_000;

    private final Setting setting;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    private final List<Deque<Double>> waiting = new ArrayList<>();
    private final List<Double> took = new ArrayList<>();
    private double certified = Double.NEGATIVE_INFINITY; // when the last write became the head
    private int by = -1; // whose it was
    private long refused;
    private long gaveUp;

    /**
     * What is simulated; times in milliseconds.
     *
     * @param processes that write
     * @param perSecond writes offered by all of them together
     * @param work from reading the head to the commit
     * @param round of the group: from the commit to its certification
     * @param lag after which another process reads what was certified
     */
    record Setting(int processes, double perSecond, double work, double round, double lag, double seconds) {}

    /**
     * What came of it; times in milliseconds, of writes that got through.
     *
     * @param refusedPerWrite attempts that were refused for each write that got through
     */
    record Outcome(long written, long gaveUp, double perSecond, double p50, double p99, double refusedPerWrite) {}

    /** @param read when this attempt read the head; NaN for a write that only arrives */
    private record Event(double at, int process, double arrived, int attempt, double read) {}

    private HeadRace(Setting setting, long seed) {
        this.setting = setting;
        this.random = new SplittableRandom(seed);
    }

    static Outcome of(Setting setting, long seed) {
        return new HeadRace(setting, seed).run();
    }

    private Outcome run() {
        double end = setting.seconds() * 1_000;
        for (int process = 0; process < setting.processes(); process++) {
            waiting.add(new ArrayDeque<>());
            arrive(process, 0, end);
        }
        double last = 0;
        while (!events.isEmpty()) {
            Event event = events.poll();
            last = event.at();
            if (Double.isNaN(event.read())) {
                Deque<Double> queue = waiting.get(event.process());
                queue.add(event.at());
                if (queue.size() == 1) {
                    attempt(event.process(), event.at(), event.at(), 1);
                }
                arrive(event.process(), event.at(), end);
            } else if (certified + (by == event.process() ? 0 : setting.lag()) <= event.read()) {
                certified = event.at();
                by = event.process();
                took.add(event.at() - event.arrived());
                next(event.process(), event.at());
            } else {
                refuse(event);
            }
        }
        double[] sorted =
                took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Outcome(
                took.size(),
                gaveUp,
                took.size() / (Math.max(end, last) / 1_000),
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                (double) refused / Math.max(1, took.size()));
    }

    private void refuse(Event event) {
        refused++;
        double most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * (1L << Math.min(event.attempt(), 16)));
        double again = event.at() + random.nextDouble(most / 4, most);
        if (again >= event.arrived() + DEADLINE) {
            gaveUp++;
            next(event.process(), event.at());
        } else {
            attempt(event.process(), again, event.arrived(), event.attempt() + 1);
        }
    }

    private void arrive(int process, double after, double end) {
        double at = after - Math.log(1 - random.nextDouble()) * 1_000 * setting.processes() / setting.perSecond();
        if (at < end) {
            events.add(new Event(at, process, at, 0, Double.NaN));
        }
    }

    private void attempt(int process, double at, double arrived, int number) {
        double takes = (setting.work() + setting.round()) * random.nextDouble(0.8, 1.2);
        events.add(new Event(at + takes, process, arrived, number, at));
    }

    /** Who waited in the process's queue for longer than the deadline is told so without an attempt. */
    private void next(int process, double now) {
        Deque<Double> queue = waiting.get(process);
        queue.remove();
        while (!queue.isEmpty() && queue.peek() + DEADLINE <= now) {
            queue.remove();
            gaveUp++;
        }
        if (!queue.isEmpty()) {
            attempt(process, now, queue.peek(), 1);
        }
    }

    private static double quantile(double[] sorted, double at) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * at))];
    }

    /** Prints the table of docs/scale.md. */
    public static void main(String[] arguments) {
        System.out.println(
                "| processes that write | group round | offered/s | written/s | p50 | p99 | refused attempts a write |"
                        + " gave up |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (double round : new double[] {2, 10, 40}) {
            for (int processes : new int[] {1, 2, 8, 100}) {
                for (double rate : new double[] {1, 5, 20, 50}) {
                    Outcome outcome = of(new Setting(processes, rate, 3, round, round / 2, 600), 1);
                    System.out.printf(
                            "| %d | %.0f ms | %.0f | %.1f | %.0f ms | %.0f ms | %.2f | %.2f %% |%n",
                            processes,
                            round,
                            rate,
                            outcome.perSecond(),
                            outcome.p50(),
                            outcome.p99(),
                            outcome.refusedPerWrite(),
                            100.0 * outcome.gaveUp() / Math.max(1, outcome.gaveUp() + outcome.written()));
                }
            }
        }
    }
}
