package org.gridauthz.loadtest.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
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
 * A mapping decision in process, with as many rules, members and bans as known subjects: {@code known} against
 * {@code baselineMapGet}, one {@code ConcurrentHashMap.get} with a fresh key at the same size. {@code fresh} is the
 * whole evaluation, for subjects not seen since the last change.
 *
 * <p>Every call gets strings made for it, whose hash nobody has asked for yet. They are made before each batch, outside
 * the measured time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
public class MappingBenchmark {
    private static final int BATCH = 1000;

    @Param({"100", "10000", "1000000"})
    public int size;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Host host = new Host("/DC=org/DC=example/CN=host/ce1.example.org");
    private final ConcurrentHashMap<String, Object> map = new ConcurrentHashMap<>();
    private final MappingRequest[] requests = new MappingRequest[BATCH];
    private Mapper known = new Mapper(new NoPools());
    private Mapper forgetful = new Mapper(new NoPools(), 0);

    /** A policy, members and bans of the size, and every subject asked once. */
    @Setup(Level.Trial)
    public void build() {
        List<UserGroup> groups = new ArrayList<>();
        List<AccountMapper> mappers = new ArrayList<>();
        List<Policy.GroupMapping> mappings = new ArrayList<>();
        Map<String, List<ManualMember>> members = new HashMap<>();
        List<ManualMember> admins = new ArrayList<>();
        Map<String, String> bans = new ConcurrentHashMap<>();
        for (int i = 0; i < size; i++) {
            groups.add(new UserGroup.Voms("g" + i, null, group(i), null, UserGroup.Match.EXACT, false, null, false));
            mappers.add(new AccountMapper.Group("m" + i, "account" + i, null, Unix.NONE));
            mappings.add(new Policy.GroupMapping("x" + i, null, List.of("g" + i), List.of("m" + i), null));
            admins.add(ManualMember.anyFqan("/DC=org/DC=elsewhere/CN=Somebody Else " + i));
            bans.put("/DC=org/DC=banned/CN=Somebody Bad " + i, "ban " + i);
        }
        groups.add(new UserGroup.Manual("admins", null));
        members.put("admins", admins);
        mappings.add(new Policy.GroupMapping("admins", null, List.of("admins"), List.of("m0"), null));
        Policy.HostRule rule = new Policy.HostRule(
                Policy.HostRule.Form.CN,
                List.of("*/?*.example.org"),
                null,
                mappings.stream().map(Policy.GroupMapping::name).toList());
        Policy policy = new Policy(
                Policy.Fqans.PRIMARY,
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                groups,
                mappers,
                mappings,
                List.of(rule));
        MappingIndex index = MappingIndex.of(policy)
                .with(ManualMembers.of(members))
                .with(subject -> subject instanceof Subject.Person person
                        ? bans.get(person.dn().text())
                        : null);
        known.publish(index);
        forgetful.publish(index);
        for (int i = 0; i < size; i++) {
            known.map(request(i));
            map.put(name(i), new Object());
        }
    }

    /** Strings that were never hashed. */
    @Setup(Level.Invocation)
    public void refresh() {
        for (int i = 0; i < BATCH; i++) {
            requests[i] = request(random.nextInt(size));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void baselineMapGet(Blackhole sink) {
        for (MappingRequest request : requests) {
            sink.consume(map.get(((Subject.Person) request.subject()).dn().text()));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void known(Blackhole sink) {
        for (MappingRequest request : requests) {
            sink.consume(known.map(request));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fresh(Blackhole sink) {
        for (MappingRequest request : requests) {
            sink.consume(forgetful.map(request));
        }
    }

    private MappingRequest request(int i) {
        // However many rules there are, people come with the attributes of a hundred groups.
        Fqan fqan = new Fqan(group(i % 100), null, null);
        return new MappingRequest(
                host, new Subject.Person(new SlashDn(name(i)), false, null, null, List.of(fqan), true));
    }

    private static String name(int i) {
        byte[] text = ("/DC=org/DC=example/OU=People/CN=Jane Marie Doe-Smith " + (1_000_000 + i))
                .getBytes(StandardCharsets.ISO_8859_1);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static String group(int i) {
        return "/dune/group" + i;
    }

    private static final class NoPools implements Leases {
        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            return new LeaseAnswer.Exhausted();
        }

        @Override
        public String peek(String pool, Subject subject) {
            return pool;
        }
    }
}
