package org.gridauthz.loadtest.tsunami;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.loadtest.report.Report;
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

    @Option(
            names = "--minutes",
            defaultValue = "9",
            description = "until the report is there: runs become shorter, then fewer (${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--pairs", description = "alternating pairs of runs (5)")
    private @Nullable Integer pairs;

    @Option(names = "--seconds", description = "of a run, whatever it takes (2, less where time is short)")
    private @Nullable Double seconds;

    @Option(names = "--warm-up", description = "seconds of calls of all kinds before anything is measured (30)")
    private @Nullable Integer warmUp;

    @Option(
            names = "--times",
            defaultValue = "50",
            description = "what the stormer offers, in its shares (${DEFAULT-VALUE})")
    private double times;

    @Option(
            names = "--unknown",
            description = "proxies made for the storm of unknown ones; then they come again (10000)")
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

    /** Of a group of services: from its start to its warm-up, and what is measured before the first scene. Seconds. */
    private static final double STARTING = 34;

    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, Shares> capacities = new LinkedHashMap<>();
    private double bareMicros;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TsunamiLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report("loadtest/tsunami" + (brief ? " --short" : "") + " --admission " + admission);
        Pace pace = pace();
        Placement here = run.loader(Urgency.USUAL);
        Placement idle = run.loader(usual ? Urgency.USUAL : Urgency.IDLE);
        here.here();
        if (usual) {
            report.note("every process in the usual class: waiting in the loader counts as waiting in the server");
        }
        run.loader(usual ? Urgency.USUAL : Urgency.REAL_TIME).lacking().forEach(report::note);
        idle.lacking().forEach(report::note);
        try (LoadSite site = LoadSite.start(here)) {
            Report.progress("making callers, proxies and requests");
            int strangers = unknown != null ? unknown : brief ? 300 : 10_000;
            Cast cast = new Cast(site, strangers);
            Servers servers = new Servers(site, cast, run, admission, usual);
            Path directory = site.test().directory();
            try (Remote others = Remote.start("others", here, directory, usual ? "usual" : LoaderProcess.URGENT);
                    Remote storm = Remote.start("storm", idle, directory);
                    Sink sink = Sink.start(site, idle)) {
                for (String service : List.of("saz", "gums")) {
                    play(new Theatre(site, cast, servers, others, storm, sink.port(), pace), service);
                }
            }
            again(report, strangers);
        }
        Report.progress("the runs took %.0f s".formatted(pace.gone()));
        boolean held = new Verdict(report, admission.equals("on"), bareMicros).tell(scenes, capacities);
        run.write(report);
        return held ? 0 : 1;
    }

    private record Theatre(
            LoadSite site, Cast cast, Servers servers, Remote others, Remote storm, int sink, Pace pace) {}

    private double warmUp() {
        return warmUp != null ? warmUp : brief ? 2 : 30;
    }

    private Pace pace() {
        int groups = 0;
        int played = 0;
        for (String service : List.of("saz", "gums")) {
            int wanted = wanted(service).size();
            boolean together = topologies.contains(Topology.LISTENERS) || topologies.contains(Topology.CALLERS);
            groups += wanted == 0 ? 0 : (together ? 1 : 0) + (topologies.contains(Topology.INSTANCES) ? 1 : 0);
            played += wanted * topologies.size();
        }
        Pace.Plan most = most();
        return new Pace(
                minutes * 60,
                played,
                groups,
                warmUp() + STARTING,
                seconds != null || pairs != null || brief ? most : null);
    }

    private Pace.Plan most() {
        return new Pace.Plan(pairs != null ? pairs : brief ? 1 : 5, seconds != null ? seconds : brief ? 1 : 2);
    }

    private List<Shape> wanted(String service) {
        return shapes.stream().filter(shape -> shape.service().equals(service)).toList();
    }

    private void play(Theatre theatre, String service) throws Exception {
        List<Shape> wanted = wanted(service);
        if (wanted.isEmpty()) {
            return;
        }
        try (SlowLink link = new SlowLink(theatre.site().database().port(), "storm", Duration.ofMillis(100))) {
            if (topologies.contains(Topology.LISTENERS) || topologies.contains(Topology.CALLERS)) {
                List<Instance> one = theatre.servers().together(service, link);
                List<Stage> stages = new ArrayList<>();
                if (topologies.contains(Topology.LISTENERS)) {
                    stages.add(Stage.listeners(one.getFirst(), link));
                }
                if (topologies.contains(Topology.CALLERS)) {
                    stages.add(Stage.callers(one.getFirst(), link));
                }
                play(theatre, stages, wanted);
                one.forEach(Instance::close);
            }
            if (topologies.contains(Topology.INSTANCES)) {
                List<Instance> three = theatre.servers().apart(service, link);
                play(theatre, List.of(Stage.instances(three, link)), wanted);
                three.forEach(Instance::close);
            }
        }
    }

    private void play(Theatre theatre, List<Stage> stages, List<Shape> wanted) throws Exception {
        Stage first = stages.getFirst();
        String service = wanted.getFirst().service();
        Preparation preparation = new Preparation(theatre.site(), theatre.cast(), theatre.others(), warmUp());
        Play rehearsal = play(theatre, preparation.warmUp(first, service));
        preparation.rehearse(rehearsal, first, wanted);
        theatre.servers().settle(first.instances());
        preparation.rehearse(rehearsal, first, wanted);
        Shares shares = preparation.capacity(first, service);
        capacities.put("(" + first.topology().letter() + ") " + service, shares);
        Play play = play(theatre, shares);
        preparation.settle(play, first, wanted);
        if (bareMicros == 0 && first.instances().getFirst().ports().containsKey("bare")) {
            bareMicros = preparation.bareMicros(first, service);
        }
        theatre.pace().started();
        for (Stage stage : stages) {
            for (Shape shape : wanted) {
                scenes.add(play.scene(stage, shape, theatre.pace().next(most())));
            }
        }
    }

    private Play play(Theatre theatre, Shares shares) {
        return new Play(
                theatre.site(), theatre.cast(), theatre.others(), theatre.storm(), theatre.sink(), shares, times);
    }

    /** Whether "unknown" was true to the end. */
    private void again(Report report, int strangers) {
        double shown = scenes.stream()
                .filter(scene -> scene.shape == Shape.UNKNOWN)
                .mapToDouble(scene -> scene.shown)
                .sum();
        if (shown > strangers) {
            report.note("of %.0f calls about unknown proxies the last %.0f were about such as had been shown before"
                    .formatted(shown, shown - strangers));
        }
    }
}
