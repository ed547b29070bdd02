package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.load.Sample;
import org.gridauthz.loadtest.report.Machine;
import org.gridauthz.loadtest.report.Plot;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;

/** Says what was seen and whether the promises held. */
final class Verdict {
    private static final double[] QUANTILES = {0, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};

    private final Report report;
    private final boolean admission;

    Verdict(Report report, boolean admission) {
        this.report = report;
        this.admission = admission;
    }

    /** Whether every bar held and every storm was offered. */
    boolean tell(List<Scene> scenes) {
        boolean held = true;
        for (Topology topology : Topology.values()) {
            List<Scene> here =
                    scenes.stream().filter(scene -> scene.topology == topology).toList();
            if (!here.isEmpty()) {
                held &= tell(topology, here);
            }
        }
        if (!admission) {
            report.note("admission was switched off: what is shown is the collapse it is there for");
        }
        report.note(
                "Ratios are with the storm over without it (the storm then goes to a sink on the loader's processor);"
                        + " kept: median of the pairs, new: of all pairs' calls together. A's goodput is in its shares of"
                        + " half of what the server can do.");
        if (Machine.load() > Runtime.getRuntime().availableProcessors() + 3.5) {
            report.note(
                    number("others worked on this machine too (load %.1f): the figures say little", Machine.load()));
        }
        return held;
    }

    private boolean tell(Topology topology, List<Scene> scenes) {
        List<List<String>> others = new ArrayList<>();
        List<List<String>> stormer = new ArrayList<>();
        boolean held = true;
        for (Scene scene : scenes) {
            List<String> missed = Bars.missed(scene);
            held &= missed.isEmpty() && scene.wasOffered();
            others.add(List.of(
                    scene.shape.words(),
                    ratios(scene::keptRatio),
                    number("%.1f", Judgement.median(scene.keptWithout, 0.99)) + " -> "
                            + number("%.1f", Judgement.median(scene.keptWith, 0.99)),
                    ratios(scene::newRatio),
                    Long.toString(scene.errors()),
                    Long.toString(scene.sheds()),
                    (scene.wasOffered() ? "" : "not offered; ")
                            + (missed.isEmpty() ? "holds" : String.join(", ", missed))));
            stormer.add(List.of(
                    scene.shape.words(),
                    number("%,.0f", Scene.median(scene.begun)) + number(" of %,.0f", scene.offered),
                    number("%.2f", Scene.median(scene.goodput)),
                    number("%,.0f", Scene.median(scene.refused)),
                    number("%.1f", Scene.median(scene.refusalP99)),
                    refusalCost(scene),
                    number("%.0f", Scene.median(scene.givenBack)),
                    number("%.0f", Scene.median(scene.recovered)),
                    number("%.0f", scene.ban.writtenMillis()) + number(" + %.0f", scene.ban.inForceMillis()),
                    number("%.0f %%", scene.grown() * 100),
                    number("%.2f", Scene.median(scene.serverWithout))
                            + number(" -> %.2f", Scene.median(scene.serverWith)),
                    number("%.2f", Scene.median(scene.othersCpu)) + number(" + %.2f", Scene.median(scene.stormCpu))));
            scene.causes.stream()
                    .distinct()
                    .limit(3)
                    .forEach(cause -> report.note(
                            "(%s) %s, others: %s".formatted(topology.letter(), scene.shape.words(), cause)));
            figure(scene, missed);
        }
        String title = "(" + topology.letter() + ") " + topology.words();
        report.say(new Table(
                title + ": what the others notice",
                List.of(
                        "A storms with",
                        "kept p50/p99/p99.9 ×",
                        "kept p99 ms",
                        "new p50/p99/p99.9 ×",
                        "errors",
                        "sheds",
                        "bars"),
                others));
        report.say(new Table(
                title + ": the stormer, and the way back",
                List.of(
                        "A storms with",
                        "offered/s",
                        "goodput, shares",
                        "refused/s",
                        "refusal p99 ms",
                        "CPU µs a refusal",
                        "given back ms",
                        "normal after ms",
                        "ban: 201 + in force ms",
                        "heap, threads",
                        "server CPUs",
                        "loader CPUs: others + storm"),
                stormer));
        report.draw(plot(title, scenes));
        return held;
    }

    /** What the storm adds, less what A's answered calls cost, over its refusals; an estimate, and only where many were refused. */
    private static String refusalCost(Scene scene) {
        double refused = Scene.median(scene.refused);
        double added = Scene.median(scene.serverWith) - Scene.median(scene.serverWithout);
        double cost = added - Scene.median(scene.goodput) * Shares.STORM / 200.0;
        return refused < 100 || cost <= 0 ? "" : number("%.0f", cost / refused * 1e6);
    }

    private static String ratios(java.util.function.DoubleUnaryOperator of) {
        return number("%.2f", of.applyAsDouble(0.5))
                + number(" / %.2f", of.applyAsDouble(0.99))
                + number(" / %.2f", of.applyAsDouble(0.999));
    }

    private void figure(Scene scene, List<String> missed) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("topology", scene.topology);
        figure.put("shape", scene.shape);
        figure.put("share", scene.share);
        figure.put("offered", scene.offered);
        figure.put("begun", scene.begun);
        figure.put("goodput", scene.goodput);
        figure.put("kept samples", scene.keptWith.stream().mapToInt(List::size).sum());
        figure.put("new samples", scene.newWith.stream().mapToInt(List::size).sum());
        figure.put(
                "kept p99 without",
                scene.keptWithout.stream()
                        .map(run -> Judgement.quantile(run, 0.99))
                        .toList());
        figure.put(
                "kept p99 with",
                scene.keptWith.stream()
                        .map(run -> Judgement.quantile(run, 0.99))
                        .toList());
        figure.put(
                "new p99 without",
                scene.newWithout.stream()
                        .map(run -> Judgement.quantile(run, 0.99))
                        .toList());
        figure.put(
                "new p99 with",
                scene.newWith.stream().map(run -> Judgement.quantile(run, 0.99)).toList());
        figure.put("new sheds", Judgement.notAnswered(scene.newWith, Outcome.SHED));
        figure.put("ban", scene.ban);
        figure.put("before", scene.before);
        figure.put("after", scene.after);
        figure.put("given back", scene.givenBack);
        figure.put("recovered", scene.recovered);
        figure.put("missed", missed);
        report.figure(scene.topology.letter() + " " + scene.shape.words(), figure);
    }

    private static Plot plot(String title, List<Scene> scenes) {
        List<Plot.Curve> curves = new ArrayList<>();
        curves.add(new Plot.Curve(
                "without storm",
                tail(scenes.stream()
                        .flatMap(scene -> scene.keptWithout.stream())
                        .toList())));
        scenes.forEach(scene -> curves.add(new Plot.Curve(scene.shape.words(), tail(scene.keptWith))));
        return Plot.tails(title + ": the others' kept calls", curves);
    }

    private static List<List<Double>> tail(List<List<Sample>> runs) {
        List<Sample> all = runs.stream().flatMap(List::stream).toList();
        List<List<Double>> tail = new ArrayList<>();
        for (double quantile : QUANTILES) {
            tail.add(List.of(1 / (1 - quantile), Judgement.quantile(all, quantile)));
        }
        return tail;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
