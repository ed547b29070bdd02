package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.gridauthz.loadtest.report.Report;

/** Does what is done to the site, round by round, and counts what it cost. */
final class Play {
    private static final Duration BY_ITSELF = Duration.ofSeconds(150);
    private static final Duration CALM = Duration.ofSeconds(3);

    private final Grounds grounds;
    private final Load load;
    private final Path scratch;
    private final RandomGenerator random;
    private final boolean brief;

    /**
     * Nothing is done yet.
     *
     * @param random says where
     * @param brief whether faults last for seconds only
     */
    Play(Grounds grounds, Load load, Path scratch, RandomGenerator random, boolean brief) {
        this.grounds = grounds;
        this.load = load;
        this.scratch = scratch;
        this.random = random;
        this.brief = brief;
    }

    /** One fault, and its own bars. */
    Toll one(Fault fault) throws IOException {
        return round(List.of(fault), fault.bars());
    }

    /** Several, each begun while the others last. */
    Toll together(List<Fault> faults) throws IOException {
        return round(faults, Bars.ALWAYS);
    }

    private Scene scene(Fault fault, String director) {
        List<String> hosts =
                fault == Fault.KILL_MEMBER || fault == Fault.CUT_MEMBER ? Grounds.MEMBERS : Grounds.SERVING;
        // The worst host to lose is the one that has the address.
        String host =
                fault == Fault.UNPLUG_HOST && !director.isEmpty() ? director : hosts.get(random.nextInt(hosts.size()));
        String service = Scene.SERVICES.get(random.nextInt(Scene.SERVICES.size()));
        return new Scene(grounds, host, service, director.isEmpty() ? host : director, scratch);
    }

    private Toll round(List<Fault> faults, Bars bars) throws IOException {
        String director = grounds.director();
        List<Scene> scenes =
                faults.stream().map(fault -> scene(fault, director)).toList();
        for (int i = 0; i < faults.size(); i++) {
            faults.get(i).prepare(scenes.get(i));
        }
        LockSupport.parkNanos(CALM.toNanos());
        load.calls.reasons();
        String what = words(faults, scenes);
        Report.progress("%s: %s".formatted(at(), what));
        long from = System.nanoTime();
        for (int i = 0; i < faults.size(); i++) {
            faults.get(i).begin(scenes.get(i));
        }
        int seconds =
                faults.stream().mapToInt(fault -> fault.seconds(brief)).max().orElse(0);
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        for (int i = 0; i < faults.size(); i++) {
            faults.get(i).end(scenes.get(i));
        }
        long good = System.nanoTime();
        String lacking = scenes.getFirst().wholeWithin(BY_ITSELF);
        String byHand = "";
        if (!lacking.isEmpty()) {
            Report.progress(lacking);
            byHand = Repair.bootstrap(grounds);
            lacking = scenes.getFirst().wholeWithin(BY_ITSELF);
        }
        long whole = System.nanoTime();
        LockSupport.parkNanos(CALM.toNanos());
        Toll toll = toll(what, from, good, whole, System.nanoTime(), lacking.isEmpty(), byHand);
        toll = toll.missing(bars.missed(toll));
        Report.progress(
                "%s: whole again%s".formatted(at(), toll.missed().isEmpty() ? "" : "; MISSED " + toll.missed()));
        for (int i = faults.size() - 1; i >= 0; i--) {
            faults.get(i).tidy(scenes.get(i));
        }
        return toll;
    }

    private Toll toll(String what, long from, long good, long whole, long to, boolean mended, String byHand)
            throws IOException {
        Calls calls = load.calls;
        List<Made> made = calls.between(from, to, any -> true);
        Afterwards afterwards = new Afterwards(grounds);
        int lost = mended ? afterwards.lost(load.acknowledged(), load.answered(), calls) : 0;
        int twice = mended ? afterwards.twice(calls) : 0;
        return new Toll(
                what,
                (from - load.began) / 1e9,
                (good - from) / 1e9,
                mended,
                (whole - good) / 1e9,
                byHand,
                made.size(),
                count(made, Made.End.RETRIED, true) + count(made, Made.End.RETRIED, false),
                count(made, Made.End.FAILED, true),
                count(made, Made.End.FAILED, false),
                count(made, Made.End.WRONG, true) + count(made, Made.End.WRONG, false),
                calls.longestGap(
                        from, to, one -> one.kind().read() && one.kind().virtual()),
                calls.longestGap(from, to, one -> one.kind() == Kind.BAN),
                lost,
                twice,
                calls.reasons(),
                List.of());
    }

    private static int count(List<Made> made, Made.End end, boolean reads) {
        return (int) made.stream()
                .filter(one -> one.end() == end && one.kind().read() == reads)
                .count();
    }

    private static String words(List<Fault> faults, List<Scene> scenes) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            words.add(faults.get(i).words() + faults.get(i).place(scenes.get(i)));
        }
        return words.stream().collect(Collectors.joining(" + "));
    }

    private String at() {
        return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - load.began) / 1e9);
    }
}
