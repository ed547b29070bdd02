package org.gridauthz.gums.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMember.LiteralFqan;
import org.gridauthz.gums.mapping.ManualMember.NoFqan;
import org.gridauthz.gums.mapping.ManualMember.Pattern;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.Accounting;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Roster;
import org.gridauthz.gums.members.StoredList;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Person;
import org.gridauthz.identity.TextPattern;
import org.gridauthz.memberlist.Row;
import org.gridauthz.web.Rendered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapfilesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ALICE = "/DC=org/DC=example/OU=People/CN=Alice User";
    private static final String BOB = "/DC=org/DC=example/OU=People/CN=Bob User";
    private static final String EVE = "/DC=org/DC=example/OU=People/CN=Eve User";
    private static final String ROBOT = "/DC=org/DC=example/CN=host/robot.example.org";
    private static final Host CE = new Host("ce.example.org");

    private final Map<String, List<String>> rosters =
            new HashMap<>(Map.of("dune-prod", List.of(BOB), "dune", List.of(EVE, BOB, ALICE), "empty", List.of()));
    private final Map<String, String> leases = new HashMap<>(Map.of(BOB, "dune001"));
    private final ManualBook manual = new ManualBook();
    private final List<String> asked = new ArrayList<>();

    @Test
    void gridMapfile() {
        assertThat(file("grid-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" dune001
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" robot
            "/DC=org/DC=example/OU=People/CN=Alice User" alice
            """);
    }

    @Test
    void voMapfile() {
        assertThat(file("vo-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune/Role=production" dunepro
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune" dune001
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" "" robot
            "/DC=org/DC=example/OU=People/CN=Alice User" "" alice
            "/DC=org/DC=example/OU=People/CN=Alice User" "/cms/Role=pilot" alice
            """);
    }

    @Test
    void emailMapfileEndsInABlankWhereThereIsNoAddress() {
        assertThat(file("email-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune/Role=production" dunepro\s
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune" dune001\s
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" "" robot\s
            "/DC=org/DC=example/OU=People/CN=Alice User" "" alice alice@example.org
            "/DC=org/DC=example/OU=People/CN=Alice User" "/cms/Role=pilot" alice\s
            """);
    }

    @Test
    void fqanMapfile() {
        assertThat(file("fqan-mapfile")).isEqualTo("""
            "/dune/Role=production" dunepro
            "/dune" dune001-100(1/100)
            "/none" null
            """);
    }

    @Test
    void userVoMap() {
        leases.put(ALICE, "dune002");
        assertThat(file("user-vo-map")).isEqualTo("""
            #User-VO map
            # #comment line, format of each regular line line: account VO
            # Next 2 lines with VO names, same order, all lowercase, with case (lines starting with #voi, #VOc)
            #voi dune dune
            #VOc DUNE DUNE
            #---- accounts for vo: dune-prod ----#
            dunepro dune
            #---- accounts for vo: dune ----#
            dune002 dune
            dune001 dune
            #---- accounts for vo: empty ----#
            """);
    }

    @Test
    void lcmapsFiles() {
        assertThat(file("voms-mapfile")).isEqualTo("""
            "/dune/Role=production/Capability=NULL" dunepro
            """);
        assertThat(file("ban-mapfile")).isEqualTo("\"" + EVE + "\"\n");
        assertThat(file("ban-voms-mapfile")).isEqualTo("""
            "/bad"
            "/bad/*"
            "/cms/Role=evil"
            "/cms/Role=evil/*"
            """);
    }

    @Test
    void everyMatchModeHasItsPattern() {
        Map<Match, String> expected = Map.of(
                Match.VO, "\"/cms/*\" u\n",
                Match.EXACT, "\"/cms/us/Role=NULL/Capability=NULL\" u\n",
                Match.VOGROUP, "\"/cms/us/*\" u\n",
                Match.VOROLE, "\"/cms/us/*\" u\n",
                Match.ROLE, "\"/cms/us/*\" u\n",
                Match.IGNORE, "\"/cms/us/*\" u\n");
        expected.forEach((match, line) -> {
            Policy policy = policy(
                    List.of(new UserGroup.Voms("g", null, "/cms/us", null, match, false, null, false)),
                    List.of(new AccountMapper.Group("m", "u", null, Unix.NONE)),
                    List.of(new GroupMapping("x", null, List.of("g"), List.of("m"), null)),
                    List.of("x"),
                    true);
            assertThat(text(make("voms-mapfile", CE, data(policy)))).isEqualTo(line);
        });
    }

    @Test
    void oneMoreGroupTakesWhoTheFirstDidNot() {
        leases.clear();
        rosters.put("dune-prod", List.of(ALICE));
        assertThat(file("grid-mapfile")).contains("\"" + ALICE + "\" alice\n").doesNotContain(BOB);
        assertThat(file("vo-mapfile")).contains("\"" + ALICE + "\" \"/dune/Role=production\" dunepro\n");
    }

    @Test
    void aQuoteInANameCannotEndTheQuotes() {
        rosters.put("dune", List.of("/CN=x\" root"));
        leases.put("/CN=x\" root", "dune007");
        assertThat(file("grid-mapfile")).contains("\"/CN=x\\\" root\" dune007\n");
    }

    @Test
    void anAccountThatIsNoNameIsLeftOut() {
        leases.put(BOB, "root # no");
        assertThat(file("grid-mapfile")).doesNotContain("root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-mapfile", "vo-mapfile", "email-mapfile", "user-vo-map"})
    void theBannedAreInNoFile(String format) {
        leases.put(EVE, "dune666");
        assertThat(file(format)).doesNotContain("dune666").doesNotContain("Eve");
    }

    @Test
    void bannedPeopleAndGroupMappersNeverCostALookUpOfALease() {
        file("fqan-mapfile");
        file("voms-mapfile");
        assertThat(asked).isEmpty();
        file("grid-mapfile");
        assertThat(asked).containsExactlyInAnyOrder(ALICE, BOB);
    }

    @Test
    void accountsLeadBackToTheirPeople() {
        MapfileData data = data(policy());
        assertThat(Mapfiles.owners("dunepro", data)).containsExactly(BOB);
        assertThat(Mapfiles.owners("dune001", data)).containsExactly(BOB);
        assertThat(Mapfiles.owners("alice", data)).containsExactly(ALICE);
        assertThat(Mapfiles.owners("nobody", data)).isEmpty();
    }

    @Test
    void listsThatWereNeverReadAreNamed() {
        rosters.remove("dune");
        assertThat(make("grid-mapfile", CE, data(policy()))).isInstanceOfSatisfying(Mapfiles.File.class, file -> {
            assertThat(file.missing()).containsExactly("dune");
            assertThat(file.stale()).isEmpty();
        });
    }

    @Test
    void refusals() {
        assertThat(make("no-such-file", CE, data(policy()))).isEqualTo(Mapfiles.Refused.UNKNOWN_FORMAT);
        assertThat(make("grid-mapfile", new Host("ce.elsewhere.org"), data(policy())))
                .isEqualTo(Mapfiles.Refused.HOST_NOT_CONFIGURED);
        Policy off = policy(List.of(), List.of(), List.of(), List.of(), false);
        assertThat(make("grid-mapfile", CE, data(off))).isEqualTo(Mapfiles.Refused.SWITCHED_OFF);
        assertThat(Mapfiles.names()).contains("grid-mapfile", "vo-mapfile", "user-vo-map", "fqan-mapfile");
    }

    @Test
    void theTagIsOfTheBytes() {
        Rendered one = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        Rendered same = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        leases.put(BOB, "dune009");
        Rendered other = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        assertThat(one.etag())
                .isEqualTo(same.etag())
                .matches("\"[0-9a-f]{32}\"")
                .isNotEqualTo(other.etag());
        assertThat(one.bytes()).isEqualTo(same.bytes());
    }

    private String file(String format) {
        return text(make(format, CE, data(policy())));
    }

    private static String text(Mapfiles.Answer answer) {
        return new String(
                Rendered.of(((Mapfiles.File) answer).content()).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Mapfiles.Answer make(String format, Host host, MapfileData data) {
        return Mapfiles.make(format, host, data, CompiledPolicy.of(data.policy())::rule);
    }

    private Policy policy() {
        return policy(
                List.of(
                        voms("dune-prod", "/dune", "production", Match.EXACT, false),
                        voms("dune", "/dune", null, Match.VO, true),
                        voms("empty", "/none", null, Match.VO, true),
                        new UserGroup.Manual("local", null),
                        new UserGroup.Token("tokens", null, "https://iss.example.org", null, null, null)),
                List.of(
                        new AccountMapper.Group("dunepro", "dunepro", null, Unix.NONE),
                        new AccountMapper.Pool("pool", "dune", Unix.NONE),
                        new AccountMapper.Pool("nopool", "none", Unix.NONE),
                        new AccountMapper.Manual("own", "own", Unix.NONE)),
                List.of(
                        new GroupMapping(
                                "dune-prod",
                                null,
                                List.of("dune-prod"),
                                List.of("dunepro"),
                                new Accounting("dune", "DUNE")),
                        new GroupMapping(
                                "dune", null, List.of("dune"), List.of("pool"), new Accounting("dune", "DUNE")),
                        new GroupMapping("empty", null, List.of("empty"), List.of("nopool"), new Accounting("e", "E")),
                        new GroupMapping("local", null, List.of("local", "tokens"), List.of("own"), null)),
                List.of("dune-prod", "dune", "empty", "local"),
                true);
    }

    private Policy policy(
            List<UserGroup> groups,
            List<AccountMapper> mappers,
            List<GroupMapping> mappings,
            List<String> order,
            boolean mapFiles) {
        return new Policy(
                Policy.Fqans.PRIMARY,
                true,
                mapFiles,
                List.of(source("dune-prod"), source("dune"), source("empty")),
                List.of(),
                List.of(),
                groups,
                mappers,
                mappings,
                List.of(new HostRule(HostRule.Form.CN, List.of("*.example.org"), null, order)));
    }

    private static UserGroup voms(String name, String group, @Nullable String role, Match match, boolean bare) {
        return new UserGroup.Voms(name, null, group, role, match, false, name, bare);
    }

    private static MemberSource source(String name) {
        return new MemberSource.VoServer(name, "https://voms.example.org/" + name, null, Duration.ofDays(3));
    }

    private MapfileData data(Policy policy) {
        MemberBook book = new MemberBook();
        for (CopiedList list : CopiedList.of(policy)) {
            List<String> names = rosters.get(list.name());
            if (names != null) {
                book.put(new MemberBook.Copy(
                        new StoredList(
                                list.id(), list.name(), "v", names.size(), "d", NOW, NOW, null, null, 0, 0, null, null),
                        Roster.of(names.stream().map(Row::member).toList())));
            }
        }
        manual.put("local", new ManualMember(literal(ALICE), new NoFqan()), "alice@example.org");
        manual.put("local", new ManualMember(literal(ALICE), new LiteralFqan(Fqan.parse("/cms/Role=pilot"))), null);
        manual.put("local", ManualMember.anyFqan(ROBOT), null);
        manual.put("local", new ManualMember(new Pattern(new TextPattern("/DC=org/*")), new NoFqan()), null);
        manual.account("own", new SlashDn(ALICE), "alice");
        manual.account("own", new SlashDn(ROBOT), "robot");
        return new MapfileData(
                policy,
                book.view(policy, NOW),
                manual,
                subject -> ((Person) subject).dn().text().equals(EVE) ? "banned" : null,
                List.of(
                        BanTarget.of(BanKind.DN, EVE),
                        BanTarget.of(BanKind.FQAN, "/cms/Role=evil"),
                        BanTarget.of(BanKind.VO, "bad")),
                new PoolAccounts() {
                    @Override
                    public @Nullable String account(String pool, Subject subject) {
                        String dn = ((Person) subject).dn().text();
                        asked.add(dn);
                        return pool.equals("dune") ? leases.get(dn) : null;
                    }

                    @Override
                    public @Nullable String assignments(String pool) {
                        return pool.equals("dune") ? "dune001-100(1/100)" : "";
                    }
                });
    }

    private static ManualMember.Literal literal(String dn) {
        return new ManualMember.Literal(new SlashDn(dn));
    }
}
