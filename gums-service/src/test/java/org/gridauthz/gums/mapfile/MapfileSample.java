package org.gridauthz.gums.mapfile;

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

/** A policy with lists, entries, bans and leases, of which the files in these tests are made. */
abstract class MapfileSample {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String ALICE = "/DC=org/DC=example/OU=People/CN=Alice User";
    static final String BOB = "/DC=org/DC=example/OU=People/CN=Bob User";
    static final String EVE = "/DC=org/DC=example/OU=People/CN=Eve User";
    static final String ROBOT = "/DC=org/DC=example/CN=host/robot.example.org";
    static final Host CE = new Host("ce.example.org");

    final Map<String, List<String>> rosters =
            new HashMap<>(Map.of("dune-prod", List.of(BOB), "dune", List.of(EVE, BOB, ALICE), "empty", List.of()));
    final Map<String, String> leases = new HashMap<>(Map.of(BOB, "dune001"));
    final ManualBook manual = new ManualBook();
    final List<String> asked = new ArrayList<>();

    String file(String format) {
        return text(make(format, CE, data(policy())));
    }

    static String text(Mapfiles.Answer answer) {
        return new String(
                Rendered.of(((Mapfiles.File) answer).content()).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static Mapfiles.Answer make(String format, Host host, MapfileData data) {
        return Mapfiles.make(format, host, data, CompiledPolicy.of(data.policy())::rule);
    }

    Policy policy() {
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

    Policy policy(
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

    static UserGroup voms(String name, String group, @Nullable String role, Match match, boolean bare) {
        return new UserGroup.Voms(name, null, group, role, match, false, name, bare);
    }

    static MemberSource source(String name) {
        return new MemberSource.VoServer(name, "https://voms.example.org/" + name, null, Duration.ofDays(3));
    }

    MapfileData data(Policy policy) {
        MemberBook book = new MemberBook();
        for (CopiedList list : CopiedList.of(policy)) {
            List<String> names = rosters.get(list.name());
            if (names != null) {
                book.put(new MemberBook.Copy(
                        new StoredList(
                                list.id(),
                                list.name(),
                                "v",
                                names.size(),
                                "d",
                                NOW,
                                NOW,
                                null,
                                null,
                                0,
                                0,
                                null,
                                null,
                                0,
                                null),
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

    static ManualMember.Literal literal(String dn) {
        return new ManualMember.Literal(new SlashDn(dn));
    }
}
