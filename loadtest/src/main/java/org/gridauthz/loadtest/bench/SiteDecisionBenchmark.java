package org.gridauthz.loadtest.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.RecordedSubjects;
import org.gridauthz.saz.decision.SiteDecider;
import org.gridauthz.saz.decision.SiteRules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A site decision in process with so many people banned: {@code permitted} and {@code banned} against {@code baselineMapGet}, one
 * {@code ConcurrentHashMap.get} with a fresh key at the same size. Every call gets strings made for it, whose hash nobody has asked for
 * yet; they are made before each batch, outside the measured time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class SiteDecisionBenchmark {
    private static final int BATCH = 1000;

    @Param({"100", "10000", "1000000"})
    public int size;

    private final SplittableRandom random = new SplittableRandom(1);
    private final ConcurrentHashMap<String, Object> map = new ConcurrentHashMap<>();
    private final Subject[] good = new Subject[BATCH];
    private final Subject[] bad = new Subject[BATCH];
    private final String[] keys = new String[BATCH];
    private SiteDecider decider = new SiteDecider(BanIndex::empty, new RecordedSubjects(), SiteRules.OPEN);

    /** Bans of the size. */
    @Setup(Level.Trial)
    public void build() {
        List<Ban> bans = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            map.put(name(i), i);
            bans.add(new Ban(BanTarget.of(BanKind.DN, name(i)), Ban.OFFICER, 1, "because", "T-1", null));
        }
        BanIndex index = BanIndex.of(bans, Map.of(), Instant.EPOCH);
        decider = new SiteDecider(() -> index, new RecordedSubjects(), SiteRules.OPEN);
    }

    /** Names that nobody hashed yet. */
    @Setup(Level.Invocation)
    public void ask() {
        for (int i = 0; i < BATCH; i++) {
            int one = random.nextInt(size);
            keys[i] = name(one);
            bad[i] = person(one);
            good[i] = person(one + size);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void baselineMapGet(Blackhole sink) {
        for (String key : keys) {
            sink.consume(map.get(key));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void permitted(Blackhole sink) {
        for (Subject subject : good) {
            sink.consume(decider.decide(subject));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void banned(Blackhole sink) {
        for (Subject subject : bad) {
            sink.consume(decider.decide(subject));
        }
    }

    private static Subject person(int number) {
        return new Subject.Person(
                new SlashDn(name(number)),
                false,
                new SlashDn("/DC=org/DC=example/CN=Grid CA"),
                "4711",
                List.of(new Fqan("/dune", null, null), new Fqan("/dune/production", "production", null)),
                true);
    }

    private static String name(int i) {
        byte[] text = ("/DC=org/DC=example/OU=People/CN=Jane Marie Doe-Smith " + (1_000_000 + i))
                .getBytes(StandardCharsets.ISO_8859_1);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
