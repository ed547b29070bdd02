package org.gridauthz.gums.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.gums.mapping.Policy.Fqans;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MapperTest {
    private static final Host HOST = new Host("localhost");
    private final List<String> leased = new ArrayList<>();

    private final Leases leases = new Leases() {
        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            leased.add(pool);
            return new LeaseAnswer.Leased(pool + "1");
        }

        @Override
        public @Nullable String peek(String pool, Subject subject) {
            return null;
        }
    };

    private static Subject person(String dn, boolean verified, String... fqans) {
        return new Subject.Person(
                new SlashDn(dn),
                false,
                null,
                null,
                List.of(fqans).stream().map(Fqan::parse).toList(),
                verified);
    }

    private static Policy policy(List<UserGroup> groups, List<AccountMapper> mappers, Fqans fqans) {
        List<GroupMapping> mappings = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            mappings.add(new GroupMapping(
                    "m" + i,
                    null,
                    List.of(groups.get(i).name()),
                    List.of(mappers.get(i).name()),
                    null));
        }
        HostRule host = new HostRule(
                HostRule.Form.CN,
                List.of("localhost"),
                null,
                mappings.stream().map(GroupMapping::name).toList());
        return new Policy(fqans, true, true, List.of(), List.of(), List.of(), groups, mappers, mappings, List.of(host));
    }

    private static Policy pool() {
        return policy(
                List.of(new UserGroup.Voms("dune", null, "/dune", null, Match.VO, false, null, false)),
                List.of(new AccountMapper.Pool("pool", "dune", Unix.NONE)),
                Fqans.PRIMARY);
    }

    @Test
    void knowsNothingBeforeThereIsAPolicy() {
        assertThat(new Mapper(leases).map(new MappingRequest(HOST, person("/CN=a", true, "/dune"))))
                .isEqualTo(new Decision.Indeterminate(Cause.NO_POLICY));
    }

    @Test
    void anAnswerIsRememberedUntilTheNextSnapshotAndBansCountAtOnce() {
        Mapper mapper = new Mapper(leases);
        MappingIndex index = MappingIndex.of(pool());
        mapper.publish(index);
        MappingRequest request = new MappingRequest(HOST, person("/CN=a", true, "/dune"));
        Decision first = mapper.map(request);
        assertThat(mapper.map(new MappingRequest(new Host("localhost"), person("/CN=a", true, "/dune"))))
                .isSameAs(first);
        assertThat(leased).hasSize(1);

        mapper.publish(index.with(subject -> "everybody"));
        assertThat(mapper.map(request)).isEqualTo(new Decision.Deny(DenyReason.BANNED));
        mapper.publish(index.renewed());
        assertThat(mapper.map(request)).isEqualTo(first);
        assertThat(leased).hasSize(2);
    }

    @Test
    void waysOfComingAreKeptApart() {
        Mapper mapper = new Mapper(leases);
        mapper.publish(MappingIndex.of(pool()));
        assertThat(mapper.map(new MappingRequest(HOST, person("/CN=a", true, "/dune")))
                        .reason())
                .isEqualTo("mapped");
        assertThat(mapper.map(new MappingRequest(HOST, person("/CN=a", false, "/dune")))
                        .reason())
                .isEqualTo("no-matching-group");
        assertThat(mapper.map(new MappingRequest(HOST, person("/CN=a", true))).reason())
                .isEqualTo("no-matching-group");
        assertThat(mapper.map(new MappingRequest(new Host("other"), person("/CN=a", true, "/dune")))
                        .reason())
                .isEqualTo("host-not-configured");
        assertThat(mapper.map(new MappingRequest(HOST, person("/CN=a", true, "/dune")))
                        .reason())
                .isEqualTo("mapped");
        Subject bearer = new Subject.Bearer("iss", "/CN=a", "dune", List.of(Fqan.parse("/cms")), List.of(), true);
        assertThat(mapper.map(new MappingRequest(HOST, bearer)).reason()).isEqualTo("no-matching-group");
    }

    @Test
    void peekingLeasesNothing() {
        Mapper mapper = new Mapper(leases);
        mapper.publish(MappingIndex.of(pool()));
        assertThat(mapper.peek(new MappingRequest(HOST, person("/CN=a", true, "/dune")), null))
                .isEqualTo(new Decision.Deny(DenyReason.NO_ACCOUNT));
        assertThat(leased).isEmpty();
    }

    /** The index only leaves out what cannot match: it must agree with the walk over every slot. */
    @Test
    void indexAgreesWithTheWalkOverRandomPolicies() {
        Random random = new Random(20261122);
        int permits = 0;
        for (int round = 0; round < 300; round++) {
            List<UserGroup> groups = new ArrayList<>();
            List<AccountMapper> mappers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                groups.add(group("g" + i, random));
                mappers.add(
                        random.nextInt(4) == 0
                                ? new AccountMapper.Manual("a" + i, "nobody", Unix.NONE)
                                : new AccountMapper.Group("a" + i, "account" + i, null, Unix.NONE));
            }
            Mapper mapper = new Mapper(leases, 100);
            mapper.publish(MappingIndex.of(policy(groups, mappers, random.nextBoolean() ? Fqans.ALL : Fqans.PRIMARY))
                    .with(ManualMembers.of(Map.of(
                            "g0", List.of(ManualMember.anyFqan("/CN=a")),
                            "g1",
                                    List.of(new ManualMember(
                                            new ManualMember.Pattern(new TextPattern("*b")),
                                            new ManualMember.NoFqan())))))
                    .with(new RandomLists(random.nextInt())));
            for (int call = 0; call < 40; call++) {
                MappingRequest request = new MappingRequest(HOST, subject(random));
                Explanation why = new Explanation();
                Decision walked = mapper.map(request, why);
                assertThat(mapper.map(request))
                        .as("%s%n%s", request, why.lines())
                        .isEqualTo(walked);
                permits += walked instanceof Decision.Permit ? 1 : 0;
            }
        }
        assertThat(permits).isBetween(2_000, 11_000);
    }

    private static UserGroup group(String name, Random random) {
        String[] vos = {"/a", "/a/b", "/a/b/c", "/ab", "/d"};
        return switch (random.nextInt(6)) {
            case 0 -> new UserGroup.Manual(name, null);
            case 1 -> new UserGroup.Listed(name, null, "l" + random.nextInt(3));
            case 2 ->
                new UserGroup.Token(
                        name,
                        null,
                        "iss" + random.nextInt(2),
                        random.nextBoolean() ? "s" : null,
                        random.nextBoolean() ? "/a" : null,
                        random.nextBoolean() ? "x" : null);
            default -> {
                Match match = Match.values()[random.nextInt(6)];
                yield new UserGroup.Voms(
                        name,
                        null,
                        vos[random.nextInt(vos.length)],
                        random.nextInt(3) == 0 ? "r" : null,
                        match,
                        match == Match.VOGROUP && random.nextBoolean(),
                        random.nextBoolean() ? "l" + random.nextInt(3) : null,
                        random.nextBoolean());
            }
        };
    }

    private static Subject subject(Random random) {
        String[] all = {"/a", "/a/b", "/a/b/c/Role=r", "/ab", "/d/Role=r", "/a/b/Role=q"};
        List<Fqan> fqans = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fqans.add(Fqan.parse(all[random.nextInt(all.length)]));
        }
        boolean verified = random.nextBoolean();
        return random.nextInt(4) == 0
                ? new Subject.Bearer(
                        "iss" + random.nextInt(2),
                        random.nextBoolean() ? "s" : "t",
                        random.nextBoolean() ? "a" : null,
                        fqans,
                        random.nextBoolean() ? List.of("x", "x") : List.of(),
                        verified)
                : new Subject.Person(
                        new SlashDn("/CN=" + (char) ('a' + random.nextInt(4))),
                        random.nextInt(10) == 0,
                        null,
                        null,
                        fqans,
                        verified);
    }

    private record RandomLists(int seed) implements MemberLists {
        @Override
        public boolean contains(String list, SlashDn dn) {
            return ((list.hashCode() * 31 + dn.hashCode() + seed) & 3) == 0 && state(list) != ListState.MISSING;
        }

        @Override
        public boolean namesTokens(String list) {
            return ((list.hashCode() + seed) & 1) == 0;
        }

        @Override
        public boolean contains(String list, String issuer, String subject) {
            return namesTokens(list) && contains(list, new SlashDn("/CN=" + issuer + subject));
        }

        @Override
        public ListState state(String list) {
            return ListState.values()[Math.floorMod(list.hashCode() + seed, 4) % 3];
        }
    }
}
