package org.gridauthz.loadtest.capacity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.report.Plot;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.loadtest.site.Population;
import org.gridauthz.loadtest.site.RunOptions;
import org.gridauthz.loadtest.site.SiteBans;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loadtest/capacity}: the highest rate at which p99 is within 50 ms and nothing fails, for each kind of call, and what a call costs. */
@Command(name = "capacity", mixinStandardHelpOptions = true)
public final class CapacityLoad implements Callable<Integer> {
    private static final long SEED = 5;

    @Option(names = "--short", description = "seconds in the place of minutes: the figures are rough")
    private boolean brief;

    @Option(names = "--service", defaultValue = "saz", description = "saz or gums (${DEFAULT-VALUE})")
    private String service = "saz";

    @Option(names = "--only", description = "the kinds of call whose names begin so; may be repeated")
    private List<String> only = List.of();

    @Option(names = "--batch", description = "subjects in a batch (1000; 100 with --short)")
    private @Nullable Integer batch;

    @Option(names = "--admission", description = "a file of communities to serve under; without it nothing is limited")
    private @Nullable Path communities;

    @Mixin
    private RunOptions run = new RunOptions();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CapacityLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report("loadtest/capacity" + (brief ? " --short" : "") + " --service " + service);
        Placement loader = run.settle(report);
        try (LoadSite site = LoadSite.start(loader)) {
            Report.progress("making people, proxies and tokens");
            Population people =
                    new Population(site, service, Population.Mix.USUAL, brief ? 20 : 200, brief ? 50 : 2000);
            SiteBans.ban(site, people.toBan());
            List<String> arguments = new ArrayList<>(site.arguments());
            if (communities != null) {
                arguments.add("--gridauthz.communities=" + communities.toAbsolutePath());
                arguments.add("--gridauthz.admission=on");
            }
            Instance server = site.start(List.of(new Instance.Wanted(
                            service,
                            service,
                            List.of("service", "admin"),
                            run.server(Urgency.USUAL),
                            run.serverOptions(),
                            true,
                            true,
                            arguments)))
                    .getFirst();
            report.figure("mix of 100,000 subjects", Population.Mix.USUAL);
            List<Line> lines = lines(site, people, server, report);
            publish(report, lines);
            run.write(report);
            return lines.stream().allMatch(line -> line.perSecond() > 0) ? 0 : 1;
        }
    }

    private List<Line> lines(LoadSite site, Population people, Instance server, Report report) throws Exception {
        Duration trial = brief ? Duration.ofMillis(600) : Duration.ofSeconds(8);
        Duration warmUp = brief ? Duration.ofMillis(900) : Duration.ofSeconds(30);
        Bench bench = new Bench(server, trial, warmUp, brief ? 1 : 5, SEED);
        List<Line> lines = new ArrayList<>();
        try (Works works = new Works(
                site, people, server, run.server(Urgency.USUAL), batch != null ? batch : brief ? 100 : 1000)) {
            for (Work work : works.all(SEED)) {
                if (only.isEmpty() || only.stream().anyMatch(work.name()::startsWith)) {
                    lines.add(bench.measure(work));
                }
            }
            if (service.equals("saz")) {
                batch(
                        lines,
                        server.decisionMicros(
                                works.batchBody(), site.test().storage.slashName()),
                        report);
            }
        }
        report.figure("tried", bench.tried());
        return lines;
    }

    /** Bar: twice as many decisions inside the service, and one call. */
    private static void batch(List<Line> lines, double decisionMicros, Report report) {
        Line one = null;
        Line many = null;
        for (Line line : lines) {
            one = line.name().equals("kept, single") ? line : one;
            many = line.subjects() > 1 ? line : many;
        }
        if (one == null || many == null || many.perSecond() == 0 || one.perSecond() == 0) {
            return;
        }
        double least = many.subjects() * decisionMicros + one.serverMicros();
        report.figure("batch against decisions in process", many.serverMicros() / least);
        report.note(String.format(
                Locale.ROOT,
                "a batch of %d costs the server %,.0f µs: %.2f × (%d decisions in process of %.1f µs, and one call of"
                        + " %,.0f µs); bar 2",
                many.subjects(),
                many.serverMicros(),
                many.serverMicros() / least,
                many.subjects(),
                decisionMicros,
                one.serverMicros()));
    }

    private static void publish(Report report, List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        List<Plot.Curve> tails = new ArrayList<>();
        for (Line line : lines) {
            rows.add(List.of(
                    line.name(),
                    number("%,.0f", line.perSecond()),
                    number("%,.1f M", line.callsADay() / 1e6),
                    number("%.1f", line.latency().p50()),
                    number("%.1f", line.latency().p99()),
                    number("%,.0f", line.serverMicros()),
                    number("%,.0f", line.loaderMicros()),
                    against(line),
                    line.bar() == 0 ? "" : number("%.1f", line.bar()),
                    number("%,.1f M", line.planAt() / 1e6)));
            tails.add(new Plot.Curve(line.name(), line.latency().curve()));
            if (line.byLoader()) {
                report.note(line.name()
                        + ": the loader's processor was full first, so the server can do more than is shown");
            }
            if (line.perSecond() == 0) {
                report.note(line.name() + ": no rate was found to hold");
            }
        }
        report.say(new Table(
                "Highest rate with p99 within 50 ms and no error",
                List.of(
                        "call",
                        "calls/s",
                        "calls/day",
                        "p50 ms",
                        "p99 ms",
                        "server CPU µs",
                        "loader CPU µs",
                        "for a CPU second, against",
                        "bar",
                        "plan the next server at, calls/day"),
                rows));
        lines.forEach(line ->
                report.note("%s: plan the next server at %,.0f calls a second (%,.1f million a day), 75 %% of capacity"
                        .formatted(line.name(), line.planAt() / 86_400, line.planAt() / 1e6)));
        report.noteIfBusy("the rates are too low, the ratios noisy");
        report.draw(Plot.tails("Latency at the highest rate that holds", tails));
        report.figure("lines", lines);
    }

    private static String against(Line line) {
        Paired compared = line.compared();
        return compared == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f to %.2f) of %s",
                        compared.ratio(),
                        compared.least(),
                        compared.most(),
                        line.baseline());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
