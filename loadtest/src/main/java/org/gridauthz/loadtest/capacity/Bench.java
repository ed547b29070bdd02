package org.gridauthz.loadtest.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.load.Latency;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.load.Traffic;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.ProcessorSeconds;
import org.jspecify.annotations.Nullable;

/** Measures one kind of call after the other against one instance. */
final class Bench {
    /** What must hold at a rate, in milliseconds. */
    static final double P99_LIMIT = 50;

    private static final double A_FULL_PROCESSOR = 0.95;
    private static final double CLOSE_ENOUGH = 1.08;
    private static final double SOME_BELOW = 0.85;

    private final Instance server;
    private final Duration trial;
    private final Duration warmUp;
    private final int pairs;
    private final long seed;
    private final List<Tried> tried = new ArrayList<>();

    /** One rate that was tried. */
    record Tried(String work, double perSecond, double p99, long failed, long shed, long missed, boolean held) {}

    Bench(Instance server, Duration trial, Duration warmUp, int pairs, long seed) {
        this.server = server;
        this.trial = trial;
        this.warmUp = warmUp;
        this.pairs = pairs;
        this.seed = seed;
    }

    /** Every rate that was tried. */
    List<Tried> tried() {
        return tried;
    }

    Line measure(Work work) throws InterruptedException {
        double closedLoop = closedLoop(work);
        Paired compared = compared(work);
        Best best = new Best();
        new RateSearch(CLOSE_ENOUGH).highest(closedLoop * SOME_BELOW, rate -> holds(work, rate, best));
        Trial found = best.trial;
        return new Line(
                work.name(),
                work.subjects(),
                found == null ? 0 : found.rate(),
                found == null
                        ? Latency.of(new org.HdrHistogram.Histogram(3))
                        : found.measured().answered(),
                found == null ? 0 : found.serverMicros(),
                found == null ? 0 : found.loaderMicros(),
                closedLoop,
                work.baseline() == null ? "" : work.baseline().name(),
                compared,
                work.bar(),
                best.byLoader);
    }

    /** The best trial so far. */
    private static final class Best {
        private @Nullable Trial trial;
        private boolean byLoader;
    }

    private record Trial(double rate, Measured measured, double serverMicros, double loaderMicros) {}

    /** Warms up until two rounds of asking without pause agree to a tenth, at most three times as long as wanted. */
    private double closedLoop(Work work) throws InterruptedException {
        Duration round = warmUp.dividedBy(3);
        double last = 0;
        for (int i = 0; i < 9; i++) {
            Measured now =
                    Traffic.watched(work.name() + ", warming up", work.traffic().unbounded(round), round);
            double rate = now.answeredPerSecond();
            if (i >= 2 && Math.abs(rate - last) < 0.1 * rate) {
                return rate;
            }
            last = rate;
        }
        return last;
    }

    private boolean holds(Work work, double rate, Best best) {
        try {
            double serverBefore = server.processorSeconds();
            double loaderBefore = ProcessorSeconds.ofThis();
            Measured measured = Traffic.watched(
                    "%s at %.0f/s".formatted(work.name(), rate), work.traffic().at(rate, trial, seed, false), trial);
            double calls = Math.max(1, measured.answered().count());
            double loader = ProcessorSeconds.ofThis() - loaderBefore;
            Trial now = new Trial(
                    rate, measured, (server.processorSeconds() - serverBefore) * 1e6 / calls, loader * 1e6 / calls);
            boolean held = held(measured);
            tried.add(new Tried(
                    work.name(),
                    rate,
                    measured.answered().p99(),
                    measured.failed(),
                    measured.shed().count(),
                    measured.missed(),
                    held));
            Report.progress("  p99 %.1f ms, %d failed, %d shed, %d missed %s: %s"
                    .formatted(
                            measured.answered().p99(),
                            measured.failed(),
                            measured.shed().count(),
                            measured.missed(),
                            measured.causes(),
                            held ? "holds" : "does not hold"));
            if (held) {
                best.trial = now;
            } else if (loader / measured.seconds() > A_FULL_PROCESSOR) {
                best.byLoader = true;
            }
            return held;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static boolean held(Measured measured) {
        return measured.answered().count() > 0
                && measured.answered().p99() <= P99_LIMIT
                && measured.failed() == 0
                && measured.shed().count() == 0
                && measured.missed() == 0;
    }

    private @Nullable Paired compared(Work work) throws InterruptedException {
        Work.Baseline baseline = work.baseline();
        if (baseline == null) {
            return null;
        }
        Duration round = trial.dividedBy(2);
        baseline.side().perProcessorSecond(round);
        return Paired.of(
                new Paired.Side(work.compared(), server::processorSeconds),
                baseline.side(),
                pairs,
                round,
                (ours, theirs) -> Report.progress("%s: %.0f calls a processor second, %s %.0f"
                        .formatted(work.name(), ours, baseline.name(), theirs)));
    }
}
