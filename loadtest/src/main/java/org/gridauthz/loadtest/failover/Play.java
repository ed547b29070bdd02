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
    private static final int NOT_LOOKED = -1;
    /** Before and after a fault. */
    static final Duration CALM = Duration.ofSeconds(3);

    private final Grounds grounds;
    private final Load load;
    private final Path scratch;
    private final RandomGenerator random;
    private final boolean brief;
    private final Duration calm;
    /** Of the round that is played. */
    private final List<String> killed = new ArrayList<>();

    private List<Fault> faults = List.of();
    private List<Scene> scenes = List.of();

    /**
     * Nothing is done yet.
     *
     * @param random says where
     * @param brief whether faults last for seconds only
     * @param calm before a fault, and after the site is whole
     */
    Play(Grounds grounds, Load load, Path scratch, RandomGenerator random, boolean brief, Duration calm) {
        this.grounds = grounds;
        this.load = load;
        this.scratch = scratch;
        this.random = random;
        this.brief = brief;
        this.calm = calm;
    }

    /** One fault, and its own bars. */
    Toll one(Fault fault) {
        return round(List.of(fault), fault.bars());
    }

    /** Several, each begun while the others last. */
    Toll together(List<Fault> faults) {
        return round(faults, Bars.ALWAYS);
    }

    /** After a round that did not end well: whether the site could be made whole again. */
    boolean heal() {
        return new Healing(grounds).heal(() -> {
            for (int i = scenes.size() - 1; i >= 0; i--) {
                faults.get(i).tidy(scenes.get(i));
            }
        });
    }

    private Scene scene(Fault fault, String director) {
        List<String> hosts =
                fault == Fault.KILL_MEMBER || fault == Fault.CUT_MEMBER ? Grounds.MEMBERS : Grounds.SERVING;
        // The worst host to lose is the one that has the address.
        String host =
                fault == Fault.UNPLUG_HOST && !director.isEmpty() ? director : hosts.get(random.nextInt(hosts.size()));
        String service = Scene.SERVICES.get(random.nextInt(Scene.SERVICES.size()));
        return new Scene(grounds, host, service, director.isEmpty() ? host : director, scratch, killed);
    }

    private Toll round(List<Fault> faults, Bars bars) {
        this.faults = faults;
        scenes = List.of();
        killed.clear();
        load.calls.reasons();
        long begun = System.nanoTime();
        try {
            String director = grounds.director();
            scenes = faults.stream().map(fault -> scene(fault, director)).toList();
            return played(bars);
        } catch (IOException | RuntimeException e) {
            return broken(begun, e);
        }
    }

    private Toll played(Bars bars) throws IOException {
        for (int i = 0; i < faults.size(); i++) {
            faults.get(i).prepare(scenes.get(i));
        }
        LockSupport.parkNanos(calm.toNanos());
        load.calls.reasons();
        Report.progress("%s: %s".formatted(at(), words()));
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
        LockSupport.parkNanos(calm.toNanos());
        boolean mended = lacking.isEmpty();
        long to = System.nanoTime();
        Afterwards afterwards = new Afterwards(grounds);
        int lost = mended ? afterwards.lost(load.acknowledged(), load.answered(), load.calls) : NOT_LOOKED;
        int twice = mended ? afterwards.twice(load.calls) : NOT_LOOKED;
        Toll toll = toll(from, good, whole, to, mended, byHand, lost, twice);
        for (int i = faults.size() - 1; mended && i >= 0; i--) {
            faults.get(i).tidy(scenes.get(i));
        }
        return judged(toll, bars.missed(toll));
    }

    /** A round that did not come to its end is a round that failed. */
    private Toll broken(long begun, Exception why) {
        long now = System.nanoTime();
        Toll toll = toll(begun, now, now, now, false, "", NOT_LOOKED, NOT_LOOKED);
        return judged(toll, List.of("the round did not come to its end: " + why));
    }

    private Toll judged(Toll toll, List<String> missed) {
        List<String> all = new ArrayList<>(missed);
        if (!killed.isEmpty()) {
            all.add("killed after TimeoutStopSec: " + String.join(", ", killed));
        }
        Report.progress("%s: %s%s"
                .formatted(at(), toll.whole() ? "whole again" : "NOT whole", all.isEmpty() ? "" : "; MISSED " + all));
        return toll.judged(killed.size(), all);
    }

    private Toll toll(long from, long good, long whole, long to, boolean mended, String byHand, int lost, int twice) {
        Calls calls = load.calls;
        List<Made> made = calls.between(from, to, any -> true);
        return new Toll(
                words(),
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
                0,
                calls.reasons(),
                List.of());
    }

    private static int count(List<Made> made, Made.End end, boolean reads) {
        return (int) made.stream()
                .filter(one -> one.end() == end && one.kind().read() == reads)
                .count();
    }

    private String words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            words.add(faults.get(i).words() + (i < scenes.size() ? faults.get(i).place(scenes.get(i)) : ""));
        }
        return words.stream().collect(Collectors.joining(" + "));
    }

    private String at() {
        return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - load.began) / 1e9);
    }
}
