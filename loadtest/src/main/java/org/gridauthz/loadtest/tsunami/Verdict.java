package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.load.Sample;
import org.gridauthz.loadtest.report.Plot;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;

/** Says what was seen and whether the promises held. */
final class Verdict {
    private static final double[] QUANTILES = {0, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};

    private final Report report;
    private final boolean admission;
    private final double bareMicros;

    /** @param bareMicros processor time of a call at a bare servlet; 0 where it was not measured */
    Verdict(Report report, boolean admission, double bareMicros) {
        this.bareMicros = bareMicros;
        this.report = report;
        this.admission = admission;
    }

    /** Whether every bar held and every storm was offered. */
    boolean tell(List<Scene> scenes, Map<String, Shares> capacities) {
        boolean held = true;
        for (Topology topology : Topology.values()) {
            List<Scene> here =
                    scenes.stream().filter(scene -> scene.topology == topology).toList();
            if (!here.isEmpty()) {
                held &= tell(topology, here);
            }
        }
        capacities.forEach((server, shares) -> report.note(server + ": " + shares.words()));
        if (bareMicros > 0) {
            report.note(number(
                    "A call at a bare servlet with the same bytes costs the server %.0f µs; the threads that refuse"
                            + " say themselves what they used (without Tomcat's poller).",
                    bareMicros));
        }
        if (!admission) {
            report.note("admission was switched off: what is shown is the collapse it is there for");
        }
        report.note(
                "Ratios are with the storm over without it (the storm then goes to a sink on the loader's processor):"
                        + " the median of the pairs where each run has 1,000 calls or more, otherwise of all runs' calls"
                        + " together; - where there are too few calls. A's goodput is in its shares of half of what the"
                        + " server can do. A ban against mappings goes by the change log and has no 201.");
        report.noteIfBusy("the figures say little");
        return held;
    }

    private boolean tell(Topology topology, List<Scene> scenes) {
        List<List<String>> others = new ArrayList<>();
        List<List<String>> stormer = new ArrayList<>();
        boolean held = true;
        for (Scene scene : scenes) {
            List<String> missed = Bars.missed(scene);
            held &= missed.isEmpty() && scene.wasOffered();
            others.add(row(scene, missed));
            stormer.add(List.of(
                    scene.shape.words(),
                    number("%,.0f", Scene.median(scene.begun)) + number(" of %,.0f", scene.offered),
                    number("%.1f", Scene.median(scene.goodput) * scene.share) + number(" of %.1f", scene.share),
                    number("%.2f", Scene.median(scene.goodput)),
                    number("%,.0f", Scene.median(scene.refused)),
                    number("%,.0f", Scene.median(scene.opened)),
                    scene.probed == 0
                            ? "none"
                            : number("%.1f", Scene.median(scene.refusalP99)) + " (" + scene.probed + ")",
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
                        "pairs' p99 ×",
                        "p99 ms",
                        "calls",
                        "new p50/p99/p99.9 ×",
                        "p99 ms",
                        "calls",
                        "errors",
                        "sheds",
                        "bars"),
                others));
        report.say(new Table(
                title + ": the stormer, and the way back",
                List.of(
                        "A storms with",
                        "offered/s",
                        "answered/s",
                        "shares",
                        "refused/s",
                        "connections/s",
                        "refusal p99 ms (of)",
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

    private static List<String> row(Scene scene, List<String> missed) {
        Compared kept = scene.kept();
        Compared fresh = scene.fresh();
        DoubleSummaryStatistics pairs =
                kept.ratios(0.99).stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return List.of(
                scene.shape.words(),
                ratios(kept),
                number("%.2f", pairs.getMin()) + number(" to %.2f", pairs.getMax()),
                millis(kept),
                number("%,.0f", kept.samples()),
                ratios(fresh),
                millis(fresh),
                number("%,.0f", fresh.samples()),
                Long.toString(scene.errors()),
                Long.toString(scene.sheds()),
                (scene.wasOffered() ? "" : "not offered; ") + (missed.isEmpty() ? "holds" : String.join(", ", missed)));
    }

    private String refusalCost(Scene scene) {
        double micros = scene.refusals.micros();
        return micros == 0
                ? ""
                : number("%.0f", micros) + (bareMicros > 0 ? number(" (%.2f × bare)", micros / bareMicros) : "");
    }

    private static String millis(Compared calls) {
        return number("%.1f", calls.millis(false, 0.99)) + number(" -> %.1f", calls.millis(true, 0.99));
    }

    private static String ratios(Compared calls) {
        List<String> ratios = new ArrayList<>();
        for (double quantile : new double[] {0.5, 0.99, 0.999}) {
            ratios.add(calls.says(quantile) ? number("%.2f", calls.ratio(quantile)) : "-");
        }
        return String.join(" / ", ratios);
    }

    private void figure(Scene scene, List<String> missed) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("topology", scene.topology);
        figure.put("shape", scene.shape);
        figure.put("share", scene.share);
        figure.put("offered", scene.offered);
        figure.put("begun", scene.begun);
        figure.put("goodput", scene.goodput);
        figure.put("kept samples", scene.kept().samples());
        figure.put("new samples", scene.fresh().samples());
        figure.put("kept p99 ratios", scene.kept().ratios(0.99));
        figure.put("refusals", scene.refusals);
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
