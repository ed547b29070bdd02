package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.site.DatabaseServer;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.loadtest.site.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loadtest/tsunami}: one community storms, in five shapes, against three ways to keep communities apart. What do the others notice? */
@Command(name = "tsunami", mixinStandardHelpOptions = true)
public final class TsunamiLoad implements Callable<Integer> {
    @Option(names = "--short", description = "one pair of one second each: the figures are rough")
    private boolean brief;

    @Option(names = "--pairs", description = "alternating pairs of runs (5)")
    private @Nullable Integer pairs;

    @Option(names = "--seconds", description = "of a run (2)")
    private @Nullable Double seconds;

    @Option(names = "--warm-up", description = "seconds of the others' calls before anything is measured (30)")
    private @Nullable Integer warmUp;

    @Option(
            names = "--times",
            defaultValue = "50",
            description = "what the stormer offers, in its shares (${DEFAULT-VALUE})")
    private double times;

    @Option(
            names = "--unknown",
            description = "proxies made for the storm of unknown ones; then they come again (20000)")
    private @Nullable Integer unknown;

    @Option(names = "--shape", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<Shape> shapes = EnumSet.allOf(Shape.class);

    @Option(names = "--topology", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<Topology> topologies = EnumSet.allOf(Topology.class);

    @Option(
            names = "--admission",
            defaultValue = "on",
            description = "on, or off: what happens without (${DEFAULT-VALUE})")
    private String admission = "on";

    @Option(
            names = "--usual-class",
            description =
                    "nothing is started in the real-time or the idle class: for machines with other work, which would"
                            + " take every processor from an idle storm")
    private boolean usual;

    @Mixin
    private RunOptions run = new RunOptions();

    private final List<Scene> scenes = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TsunamiLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report("loadtest/tsunami" + (brief ? " --short" : "") + " --admission " + admission);
        Placement here = run.loader(Urgency.USUAL);
        Placement urgent = run.loader(usual ? Urgency.USUAL : Urgency.REAL_TIME);
        Placement idle = run.loader(usual ? Urgency.USUAL : Urgency.IDLE);
        here.here();
        if (usual) {
            report.note("every process in the usual class: waiting in the loader counts as waiting in the server");
        }
        urgent.lacking().forEach(report::note);
        idle.lacking().forEach(report::note);
        try (LoadSite site = LoadSite.start(here)) {
            Report.progress("making callers, proxies and requests");
            Cast cast = new Cast(site, unknown != null ? unknown : brief ? 300 : 20_000);
            Path directory = site.test().directory();
            try (Remote others = Remote.start("others", urgent, directory);
                    Remote storm = Remote.start("storm", idle, directory);
                    Sink sink = Sink.start(site, idle)) {
                for (String service : List.of("saz", "gums")) {
                    play(site, cast, others, storm, sink.port(), service);
                }
            }
        }
        boolean held = new Verdict(report, admission.equals("on")).tell(scenes);
        run.write(report);
        return held ? 0 : 1;
    }

    private void play(LoadSite site, Cast cast, Remote others, Remote storm, int sink, String service)
            throws Exception {
        List<Shape> wanted =
                shapes.stream().filter(shape -> shape.service().equals(service)).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (SlowLink link = new SlowLink(site.database().port(), "storm", Duration.ofMillis(100))) {
            if (topologies.contains(Topology.LISTENERS) || topologies.contains(Topology.CALLERS)) {
                List<Instance> one = site.start(List.of(wanted(site, cast, service, "all", link, Urgency.USUAL)));
                List<Stage> stages = new ArrayList<>();
                if (topologies.contains(Topology.LISTENERS)) {
                    stages.add(Stage.listeners(one.getFirst(), link));
                }
                if (topologies.contains(Topology.CALLERS)) {
                    stages.add(Stage.callers(one.getFirst(), link));
                }
                play(site, cast, others, storm, sink, stages, wanted);
                one.forEach(Instance::close);
            }
            if (topologies.contains(Topology.INSTANCES)) {
                List<Instance> three = site.start(List.of(
                        wanted(site, cast, service, "a", link, usual ? Urgency.USUAL : Urgency.IDLE),
                        wanted(site, cast, service, "b", null, Urgency.USUAL),
                        wanted(site, cast, service, "c", null, Urgency.USUAL)));
                play(site, cast, others, storm, sink, List.of(Stage.instances(three, link)), wanted);
                three.forEach(Instance::close);
            }
        }
    }

    /** @param link the cable to the database; null: the straight one */
    private Instance.Wanted wanted(
            LoadSite site, Cast cast, String service, String name, @Nullable SlowLink link, Urgency urgency)
            throws IOException {
        List<String> arguments = new ArrayList<>(site.arguments());
        if (link != null) {
            String straight = DatabaseServer.url(site.database().port());
            arguments.replaceAll(one -> one.replace(straight, DatabaseServer.url(link.port())));
        }
        for (int i = 2; i < Stage.LISTENERS.size(); i++) {
            arguments.add("--gridauthz.tls.listeners[%d].name=%s".formatted(i, Stage.LISTENERS.get(i)));
            arguments.add("--gridauthz.tls.listeners[%d].port=0".formatted(i));
        }
        arguments.addAll(cast.arguments());
        Path communities = site.test().directory().resolve("communities.yaml");
        Files.writeString(communities, Cast.communities());
        arguments.add("--gridauthz.communities=" + communities);
        arguments.add("--gridauthz.admission=" + admission);
        return new Instance.Wanted(
                service,
                service + "-" + name,
                Stage.LISTENERS,
                run.server(urgency),
                run.serverOptions(),
                true,
                false,
                arguments);
    }

    private void play(
            LoadSite site, Cast cast, Remote others, Remote storm, int sink, List<Stage> stages, List<Shape> wanted)
            throws Exception {
        Stage first = stages.getFirst();
        Shares shares = shares(cast, others, first, wanted.getFirst().service());
        double length = seconds != null ? seconds : brief ? 1 : 2;
        Play play = new Play(site, cast, others, storm, sink, shares, times, length);
        for (Stage stage : stages) {
            for (Shape shape : wanted) {
                scenes.add(play.scene(stage, shape, pairs != null ? pairs : brief ? 1 : 5));
            }
        }
    }

    /** Warm up first: until then a server can do less than it can. */
    private Shares shares(Cast cast, Remote others, Stage stage, String service) throws IOException {
        int warm = warmUp != null ? warmUp : brief ? 2 : 30;
        Report.progress("(%s) %s: warming up for %d s, then measuring what it can do"
                .formatted(stage.topology().letter(), service, warm));
        others.closed(cast.fresh("b", service, stage.b(), 0), warm / 3.0);
        others.closed(cast.fresh("c", service, stage.c(), 0), warm / 6.0);
        others.closed(cast.kept("c", service, stage.c(), 0), warm / 6.0);
        others.closed(cast.kept("b", service, stage.b(), 0), warm / 3.0);
        double measure = brief ? 0.5 : 2;
        Measured kept = others.closed(cast.kept("b", service, stage.b(), 0), measure);
        Measured fresh = others.closed(cast.fresh("b", service, stage.b(), 0), measure);
        Shape own = service.equals("gums") ? Shape.SLOW_DATABASE : Shape.UNKNOWN;
        // With A's own calls, so by its own port: what it could do were nobody else there.
        Measured stormers = others.closed(cast.storm(own, stage.storm(), 0), measure);
        Report.progress("kept %.0f/s, new %.0f/s, %s %.0f/s %s"
                .formatted(
                        kept.answeredPerSecond(),
                        fresh.answeredPerSecond(),
                        own.words(),
                        stormers.answeredPerSecond(),
                        stormers.causes()));
        double most = Math.max(1, stormers.answeredPerSecond());
        return new Shares(kept.answeredPerSecond(), fresh.answeredPerSecond(), most, most);
    }
}
