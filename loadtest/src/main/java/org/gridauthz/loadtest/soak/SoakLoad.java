package org.gridauthz.loadtest.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.OpenLoop;
import org.gridauthz.loadtest.load.Traffic;
import org.gridauthz.loadtest.report.Plot;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.loadtest.site.Population;
import org.gridauthz.loadtest.site.ProcessState;
import org.gridauthz.loadtest.site.RunOptions;
import org.gridauthz.loadtest.site.SiteBans;
import org.gridauthz.testkit.ca.KeyKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loadtest/soak}: hours of steady load; heap, threads and file handles must end as they began. */
@Command(name = "soak", mixinStandardHelpOptions = true)
public final class SoakLoad implements Callable<Integer> {
    private static final int HOSTS = 16;
    private static final int SAMPLES = 96;
    private static final int SILENCE_MILLIS = 30_000;
    private static final double KEPT_PART = 0.3;
    private static final double NEW_PART = 0.1;
    private static final double MIN_RATE = 1;

    @Option(names = "--short", description = "half a minute: shows that the harness works and what leaks fast")
    private boolean brief;

    @Option(names = "--hours", defaultValue = "8", description = "${DEFAULT-VALUE}")
    private double hours;

    @Option(names = "--service", defaultValue = "saz", description = "saz or gums (${DEFAULT-VALUE})")
    private String service = "saz";

    @Mixin
    private RunOptions run = new RunOptions();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report =
                new Report("loadtest/soak" + (brief ? " --short" : " --hours " + hours) + " --service " + service);
        Placement loader = run.settle(report);
        try (LoadSite site = LoadSite.start(loader)) {
            Population people =
                    new Population(site, service, Population.Mix.USUAL, brief ? 20 : 200, brief ? 20 : 2_000);
            SiteBans.ban(site, people.toBan());
            Instance server = site.start(List.of(new Instance.Wanted(
                            service,
                            service,
                            List.of("service"),
                            run.server(Urgency.USUAL),
                            run.serverOptions(),
                            true,
                            false,
                            site.arguments())))
                    .getFirst();
            boolean held = soak(site, people, server, report);
            run.write(report);
            return held ? 0 : 1;
        }
    }

    private boolean soak(LoadSite site, Population people, Instance server, Report report) throws Exception {
        List<Identity> hosts = Population.hosts(site.test(), "wn", HOSTS, KeyKind.RSA_2048).stream()
                .map(host -> new Identity(host, List.of(site.test().ca.certificate()), SILENCE_MILLIS))
                .toList();
        List<Asked> requests = people.requests(1, brief ? 200 : 5_000);
        Traffic kept = Traffic.of(hosts, Way.KEPT, server.port("service"), requests, HOSTS);
        Traffic fresh = Traffic.of(hosts, Way.NEW, server.port("service"), requests, HOSTS);
        Duration whole = brief ? Duration.ofSeconds(24) : Duration.ofMillis((long) (hours * 3_600_000));
        Duration first = brief ? Duration.ofSeconds(3) : Duration.ofSeconds(30);
        double keptRate = MIN_RATE
                + KEPT_PART
                        * Traffic.watched("kept", kept.unbounded(first), first).answeredPerSecond();
        double newRate =
                NEW_PART * Traffic.watched("new", fresh.unbounded(first), first).answeredPerSecond();
        report.figure("kept, a second", keptRate);
        report.figure("new, a second", newRate);
        OpenLoop keptLoop = kept.at(keptRate, whole, 1, false);
        OpenLoop newLoop = fresh.at(newRate, whole, 2, false);
        List<ProcessState> states = sampled(site, server, whole, keptLoop, newLoop);
        Measured keptSeen = keptLoop.await();
        Measured newSeen = newLoop.await();
        return publish(report, states, whole, keptSeen, newSeen);
    }

    /** Caches fill and code is compiled in the first eighth (of the short form: the first half), which is not looked at. */
    private List<ProcessState> sampled(LoadSite site, Instance server, Duration whole, OpenLoop kept, OpenLoop fresh)
            throws Exception {
        int samples = brief ? 10 : SAMPLES;
        List<ProcessState> states = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 1; i <= samples; i++) {
            long left = begun + whole.toNanos() * i / (samples + 1) - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
            SiteBans.ban(site, List.of("/DC=org/DC=gridauthz/CN=Soaked " + UUID.randomUUID()));
            ProcessState state = server.state();
            if (i > (brief ? 4 : samples / 8)) {
                states.add(state);
            }
            long[] calls = kept.soFar();
            long[] connections = fresh.soFar();
            Report.progress("%d of %d: %.1f MB, %d threads, %d handles; kept %d, %d failed; new %d, %d failed"
                    .formatted(
                            i,
                            samples,
                            state.heapBytes() / 1e6,
                            state.threads(),
                            state.handles(),
                            calls[1],
                            calls[2] + calls[3],
                            connections[1],
                            connections[2] + connections[3]));
        }
        return states;
    }

    private static boolean publish(
            Report report, List<ProcessState> states, Duration whole, Measured kept, Measured fresh) {
        List<Flatness> lines = List.of(
                Flatness.of("heap after collection, bytes", states, ProcessState::heapBytes),
                Flatness.of("threads", states, ProcessState::threads),
                Flatness.of("file handles", states, ProcessState::handles));
        report.say(new Table(
                "What the server held, middle of the first third and of the last (bar: 5 %)",
                List.of("what", "early", "late", "change", ""),
                lines.stream().map(Flatness::row).toList()));
        report.say(new Table(
                "Calls",
                List.of("kind", "answered", "p99 ms", "shed", "failed", "missed"),
                List.of(row("kept", kept), row("new connections", fresh))));
        report.figure("flatness", lines);
        report.figure("states", states);
        double step = whole.toMinutes() / (double) Math.max(1, states.size());
        report.draw(new Plot(
                "Heap after collection",
                "minutes",
                "MB",
                false,
                false,
                List.of(curve(states, step, state -> state.heapBytes() / 1e6))));
        report.draw(
                new Plot("Threads", "minutes", "", false, false, List.of(curve(states, step, ProcessState::threads))));
        report.draw(new Plot(
                "File handles", "minutes", "", false, false, List.of(curve(states, step, ProcessState::handles))));
        return lines.stream().allMatch(Flatness::flat) && kept.failed() + fresh.failed() == 0;
    }

    private static List<String> row(String kind, Measured seen) {
        return List.of(
                kind,
                Long.toString(seen.answered().count()),
                String.format(Locale.ROOT, "%.1f", seen.answered().p99()),
                Long.toString(seen.shed().count()),
                seen.failed() + " " + seen.causes(),
                Long.toString(seen.missed()));
    }

    private static Plot.Curve curve(List<ProcessState> states, double step, ToDoubleFunction<ProcessState> quantity) {
        List<List<Double>> points = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            points.add(List.of(i * step, quantity.applyAsDouble(states.get(i))));
        }
        return new Plot.Curve("server", points);
    }
}
