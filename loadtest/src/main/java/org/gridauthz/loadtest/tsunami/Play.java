package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.site.LoadSite;
import org.jspecify.annotations.Nullable;

/** Plays pairs of runs, with the storm at the server and with the storm at a sink. */
final class Play {
    private static final double BEFORE_THE_OTHERS = 0.2;
    private static final double BEHIND_THE_STORM = 0.2;
    private static final double AFTERWARDS = 1.5;
    private static final double MILLIS = 1000;

    private final LoadSite site;
    private final Cast cast;
    private final Remote others;
    private final Remote storm;
    private final int sink;
    private final Shares shares;
    private final double times;
    private double seconds;
    private long seed = 1;

    /**
     * Ready to play.
     *
     * @param times what the stormer offers, in its shares
     */
    Play(LoadSite site, Cast cast, Remote others, Remote storm, int sink, Shares shares, double times) {
        this.site = site;
        this.cast = cast;
        this.others = others;
        this.storm = storm;
        this.sink = sink;
        this.shares = shares;
        this.times = times;
    }

    Scene scene(Stage stage, Shape shape, Pace.Plan plan) throws Exception {
        double share = shares.ofStorm(shape);
        Scene scene = new Scene(stage.topology(), shape, share, share * times);
        seconds = plan.seconds();
        int pairs = plan.pairs();
        scene.before = stage.states();
        Standings before = Standings.of(site, stage);
        for (int pair = 0; pair < pairs; pair++) {
            boolean last = pair == pairs - 1;
            // The side that goes first changes from pair to pair.
            if (pair % 2 == 0) {
                without(stage, scene);
                with(stage, scene, last);
            } else {
                with(stage, scene, last);
                without(stage, scene);
            }
            if (last) {
                scene.moments(seconds * MILLIS, (seconds + AFTERWARDS) * MILLIS);
                scene.cut(seconds * MILLIS);
            }
            Report.progress(
                    "(%s) %s, pair %d of %d: kept p99 %.1f ms without, %.1f with; %.0f begun/s of %.0f; A %.1f/s of its %.1f"
                            .formatted(
                                    stage.topology().letter(),
                                    shape.words(),
                                    pair + 1,
                                    pairs,
                                    Judgement.quantile(scene.keptWithout.getLast(), 0.99),
                                    Judgement.quantile(scene.keptWith.getLast(), 0.99),
                                    scene.begun.getLast(),
                                    scene.offered,
                                    scene.goodput.getLast() * share,
                                    share));
        }
        scene.refusals = Standings.of(site, stage).since(before);
        pause(0.5);
        scene.after = stage.states();
        return scene;
    }

    private List<Stream> streams(Stage stage, Shape shape, double share, boolean probing) {
        String service = shape.service();
        List<Stream> streams = new ArrayList<>(List.of(
                cast.kept("b", service, stage.b(), shares.keptOfEach()),
                cast.kept("c", service, stage.c(), shares.keptOfEach()),
                cast.fresh("b", service, stage.b(), shares.freshOfEach()),
                cast.fresh("c", service, stage.c(), shares.freshOfEach())));
        if (probing && shape == Shape.HALF_OPEN) {
            streams.add(cast.honest(service, stage.storm(), share));
        } else if (probing) {
            streams.add(cast.probe(service, stage.storm()));
        }
        return streams;
    }

    /** One run with the storm whose figures are thrown away: code that only a storm needs is compiled in it. */
    void rehearse(Stage stage, Shape shape, double length) throws Exception {
        seconds = length;
        double share = shares.ofStorm(shape);
        with(stage, new Scene(stage.topology(), shape, share, share * times), false);
    }

    /** One run without any storm: the 99th percentile of the others' kept calls. */
    double calm(Stage stage, Shape shape, double length) throws IOException {
        Map<String, Measured> seen = others.run(length, seed++, streams(stage, shape, shares.ofStorm(shape), false));
        return Math.max(
                get(seen, "kept-b").answered().p99(),
                get(seen, "kept-c").answered().p99());
    }

    private void without(Stage stage, Scene scene) throws IOException, InterruptedException {
        storm.storm(scene.shape, cast.sink(scene.shape, sink, scene.offered));
        pause(BEFORE_THE_OTHERS);
        double before = stage.processorSeconds();
        Map<String, Measured> seen = others.run(seconds, seed++, streams(stage, scene.shape, scene.share, false));
        scene.serverWithout.add((stage.processorSeconds() - before) / seconds);
        storm.stop();
        others(scene, false, seen);
    }

    private void with(Stage stage, Scene scene, boolean last) throws Exception {
        SlowLink link = stage.link();
        if (link != null) {
            link.slow(scene.shape == Shape.SLOW_DATABASE);
        }
        storm.storm(scene.shape, cast.storm(scene.shape, stage.storm(), scene.offered));
        pause(BEFORE_THE_OTHERS);
        double server = stage.processorSeconds();
        double loader = storm.processorSeconds();
        double calm = others.processorSeconds();
        FutureTask<BanDuring> ban = new FutureTask<>(() -> {
            pause(seconds / 2);
            return BanDuring.make(site, stage, scene.shape.service());
        });
        FutureTask<Measured> stopping = new FutureTask<>(() -> {
            pause(seconds + 0.05);
            return storm.stop();
        });
        if (last) {
            Thread.ofPlatform().start(ban);
        }
        Thread.ofPlatform().start(stopping);
        Map<String, Measured> seen = others.run(
                last ? seconds + AFTERWARDS : seconds, seed++, streams(stage, scene.shape, scene.share, true));
        Measured stormed = stopping.get();
        scene.serverWith.add((stage.processorSeconds() - server) / (last ? seconds + AFTERWARDS : seconds));
        scene.stormCpu.add((storm.processorSeconds() - loader) / stormed.seconds());
        scene.othersCpu.add((others.processorSeconds() - calm) / seconds);
        if (last) {
            scene.ban = ban(ban);
        }
        if (link != null) {
            link.slow(false);
        }
        others(scene, true, seen);
        stormer(scene, stormed, seen);
        pause(BEHIND_THE_STORM);
    }

    private static BanDuring ban(FutureTask<BanDuring> ban) throws InterruptedException {
        try {
            return ban.get();
        } catch (ExecutionException e) {
            Report.progress("the ban failed: " + e.getCause());
            return new BanDuring(Double.POSITIVE_INFINITY, -1);
        }
    }

    private void others(Scene scene, boolean with, Map<String, Measured> seen) {
        scene.others(with, get(seen, "kept-b"), get(seen, "kept-c"), get(seen, "new-b"), get(seen, "new-c"));
    }

    private void stormer(Scene scene, Measured stormed, Map<String, Measured> seen) {
        scene.begun.add(stormed.begunPerSecond());
        scene.shown += stormed.begun();
        scene.refused.add(stormed.shed().count() / stormed.seconds());
        @Nullable Measured honest = seen.get("honest");
        if (honest != null) {
            long answered = honest.samples().stream()
                    .filter(one -> one.outcome() == Outcome.ANSWERED && one.atMicros() < seconds * 1e6)
                    .count();
            scene.goodput.add(answered / seconds / scene.share);
        } else {
            scene.goodput.add(stormed.answeredPerSecond() / scene.share);
            Measured probe = get(seen, "probe");
            if (probe.shed().count() > 0) {
                scene.refusalP99.add(probe.shed().p99());
                scene.probed += probe.shed().count();
            }
        }
        scene.opened.add(stormed.causes().getOrDefault(PipelinedStorm.OPENED, 0L) / stormed.seconds());
    }

    private static Measured get(Map<String, Measured> seen, String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }

    private static void pause(double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    }
}
