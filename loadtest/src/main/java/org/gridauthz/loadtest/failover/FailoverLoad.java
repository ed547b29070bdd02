package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.loadtest.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads the site of {@code deploy/lab} while it is harmed. Runs on the lab's client; {@code loadtest/failover} puts it there. */
@Command(
        name = "loadtest/failover",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What is lost when anything of a site is killed, cut off, stopped or replaced.")
public final class FailoverLoad implements Callable<Integer> {
    /** Large enough for everybody who is new during a long run; who is mapped by the sample's policy to one account still is. */
    private static final String POLICY = """
        format: 1
        pools:
          - {name: failover, accounts: failover0001-6000, recycleAfter: 60d}
        groups:
          - {name: dune-production, voms: {group: /dune, role: production, match: exact}}
          - {name: dune-members, voms: {group: /dune, match: vo}}
        mappers:
          - {name: dune-production, account: dunepro, primaryGroup: dune}
          - {name: dune-members, pool: failover, primaryGroup: dune}
        mappings:
          - {name: dune-production, groups: dune-production, mappers: dune-production}
          - {name: dune-members, groups: dune-members, mappers: dune-members}
        hosts:
          - {cn: ["*", "*.*", "*.*.*", "*.*.*.*", "*.*.*.*.*"], mappings: [dune-production, dune-members]}
        """;

    @Option(names = "--seed", description = "of where faults happen, and of what comes together (${DEFAULT-VALUE})")
    private long seed = 20261122L;

    @Option(names = "--rounds", description = "of two random faults at once, after each by itself (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--faults",
            split = ",",
            description = "only these, in this order: kill-instance, term-instance, pause-instance, kill-director,"
                    + " kill-member, cut-member, unplug-host, upgrade, freeze-databases, step-clock, fill-disk; none for"
                    + " random rounds alone")
    private List<String> faults = List.of();

    @Option(names = "--short", description = "faults last for seconds only")
    private boolean brief;

    @Option(names = "--rate", description = "reads a second (${DEFAULT-VALUE})")
    private double rate = 40;

    @Option(names = "--lab", description = "folder of the lab's state (${DEFAULT-VALUE})")
    private Path state = Path.of(".gridauthz", "lab");

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    @Option(names = "--html", description = "write a page with a picture to this file too")
    private @Nullable Path html;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FailoverLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Grounds grounds = new LabGrounds(Path.of("deploy", "lab").toAbsolutePath());
        Report report =
                new Report("loadtest/failover --seed " + seed + " --rounds " + rounds + (brief ? " --short" : ""));
        List<Fault> wanted = wanted();
        if (wanted.contains(Fault.STEP_CLOCK) && !FakeClock.here()) {
            System.err.println("loadtest/failover: install faketime, or leave out step-clock");
            return 2;
        }
        Path scratch = Files.createDirectories(state.toAbsolutePath().resolve("failover"));
        People people = People.of(
                state.toAbsolutePath().resolve("site").resolve("credentials"),
                "Run " + System.currentTimeMillis() / 1000,
                60,
                40);
        policy(grounds, people);
        new WarmUp(grounds, new Line(people.callers().getFirst(), "198.18.79.201", Duration.ofSeconds(20)))
                .everybodyEverywhere(people);
        try (Load load = new Load(grounds, people)) {
            load.start(rate);
            warmUp(load);
            Random random = new Random(seed);
            Play play = new Play(grounds, load, scratch, random, brief, Play.CALM);
            Deque<Supplier<Toll>> left = new ArrayDeque<>();
            wanted.forEach(fault -> left.add(() -> play.one(fault)));
            for (int round = 0; round < rounds; round++) {
                left.add(() -> play.together(two(random)));
            }
            List<Toll> tolls = new ArrayList<>();
            boolean whole = true;
            while (whole && !left.isEmpty()) {
                tolls.add(left.remove().get());
                Report draft = report.draft();
                new Telling(draft, false).tell(tolls, load);
                draft.write(json, html);
                whole = tolls.getLast().whole() || play.heal();
            }
            if (!whole) {
                report.note("The site could not be made whole again: " + left.size() + " rounds were not played.");
            }
            boolean held = new Telling(report, left.isEmpty()).tell(tolls, load);
            report.write(json, html);
            return held ? 0 : 1;
        }
    }

    private List<Fault> wanted() {
        if (faults.equals(List.of("none"))) {
            return List.of();
        }
        if (faults.isEmpty()) {
            return List.of(Fault.values());
        }
        return faults.stream()
                .map(name -> Arrays.stream(Fault.values())
                        .filter(fault -> fault.option().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandLine.ParameterException(new CommandLine(this), "there is no fault " + name)))
                .toList();
    }

    /** What can be done to any site at once; replacing instances waits for a whole site, and two clocks would be one's. */
    private static List<Fault> two(Random random) {
        List<Fault> all = List.of(
                Fault.KILL_INSTANCE,
                Fault.PAUSE_INSTANCE,
                Fault.KILL_DIRECTOR,
                Fault.KILL_MEMBER,
                Fault.CUT_MEMBER,
                Fault.FREEZE_DATABASES);
        Fault first = all.get(random.nextInt(all.size()));
        Fault second = all.get(random.nextInt(all.size()));
        while (second == first || (databases(first) && databases(second)) || (instances(first) && instances(second))) {
            second = all.get(random.nextInt(all.size()));
        }
        return List.of(first, second);
    }

    private static boolean databases(Fault fault) {
        return fault == Fault.KILL_MEMBER || fault == Fault.CUT_MEMBER || fault == Fault.FREEZE_DATABASES;
    }

    private static boolean instances(Fault fault) {
        return fault == Fault.KILL_INSTANCE || fault == Fault.PAUSE_INSTANCE;
    }

    private static void policy(Grounds grounds, People people) throws IOException {
        Line line = new Line(people.officer(), "198.18.79.200", Duration.ofMinutes(4));
        String path = "/api/v1/policies?activate=true&reason=failover";
        byte[] body = POLICY.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        try (KeptConnection connection = line.open(grounds.address("one"), Desk.GUMS.adminPort)) {
            KeptConnection.Answer answer = connection.exchange(request);
            if (answer.status() != 201) {
                throw new IOException("the policy was answered " + answer.status() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Until compilers have seen the path. */
    private void warmUp(Load load) {
        long end = System.nanoTime() + Duration.ofSeconds(brief ? 10 : 20).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        Report.progress("warm: " + load.calls.reasons());
    }
}
