package org.gridauthz.gums.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gridauthz.gums.mapfile.FlatFile.Form;
import org.gridauthz.gums.mapfile.FlatFile.Kind;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.web.Rendered;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file taken over and written again is the same file. */
class RoundTripTest {
    private static final List<String> PARTS = List.of(
            "Ann",
            "\"",
            "\\",
            "\\\"",
            " ",
            ".*",
            "(,.*)?$",
            "\\x20",
            "x20",
            "^",
            "#",
            ",",
            "J\\xC3\\xBCr",
            "J\u00fcr",
            ":",
            "$(id)",
            "/ ",
            "/CN=root",
            "\" root");

    @ParameterizedTest
    @CsvSource({"grid-mapfile, PLAIN", "htcondor-mapfile, HTCONDOR", "dcache-multimap, MULTIMAP"})
    void namesOfAFileTakenOverAreWrittenAsTheyWere(String format, Form form) {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 2_000; round++) {
            Map<SlashDn, String> accounts = accounts(random);
            String file = write(format, accounts);
            FlatFile.Report report = FlatFile.read(Kind.MAP, form, file);
            assertThat(report.refused()).as(file).isZero();
            assertThat(report.patterns()).as(file).isEmpty();
            assertThat(write(format, report.accounts())).isEqualTo(file);
            if (form == Form.HTCONDOR) {
                assertThat(report.accounts()).isEqualTo(accounts);
            }
        }
    }

    /** Patterns come back by line, for a person to make groups of; put together again they are the file. */
    @Test
    void patternsOfAVomsMapfileTakenOverAreTheFile() {
        Policy policy = policy(
                List.of(
                        voms("exact", "/dune/p", "prod", Match.EXACT, false),
                        voms("none", "/dune/p", null, Match.EXACT, false),
                        voms("tree", "/dune/p", null, Match.VOGROUP, true),
                        voms("role", "/cms", "r", Match.VOROLE, false),
                        voms("vo", "/dune", null, Match.VO, false)),
                List.of(new AccountMapper.Group("m", "u", null, Unix.NONE)));
        String file = write("voms-mapfile", policy, new ManualBook());
        assertThat(file.lines()).hasSizeGreaterThan(4);
        FlatFile.Report report = FlatFile.read(Kind.MAP, Form.PLAIN, file);
        assertThat(report.refused()).isZero();
        assertThat(report.accounts()).isEmpty();
        StringBuilder again = new StringBuilder();
        report.patterns()
                .forEach(line -> again.append('"')
                        .append(line.pattern())
                        .append("\" ")
                        .append(line.account())
                        .append('\n'));
        assertThat(again.toString()).isEqualTo(file);
    }

    private static Map<SlashDn, String> accounts(SplittableRandom random) {
        Map<SlashDn, String> accounts = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            StringBuilder name = new StringBuilder("/DC=org/CN=");
            for (int part = random.nextInt(5); part >= 0; part--) {
                name.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            try {
                accounts.put(new SlashDn(name.toString()), "user" + i);
            } catch (IllegalArgumentException e) {
                // that one is no name
            }
        }
        return accounts;
    }

    @Test
    void htcondorHasALineForEveryKindOfGroup() {
        ManualBook manual = new ManualBook();
        manual.put("any", ManualMember.anyFqan("/CN=Any Body"), null);
        manual.put(
                "bare",
                new ManualMember(new ManualMember.Literal(new SlashDn("/CN=Bare\\xC3")), new ManualMember.NoFqan()),
                null);
        Policy policy = policy(
                List.of(
                        new UserGroup.Manual("any", null),
                        new UserGroup.Manual("bare", null),
                        voms("exact", "/dune/p", "prod", Match.EXACT, false),
                        voms("none", "/dune/p", null, Match.EXACT, false),
                        voms("group", "/dune/p", null, Match.VOGROUP, false),
                        voms("tree", "/dune/p", null, Match.VOGROUP, true),
                        voms("role", "/cms", "r", Match.VOROLE, false),
                        voms("vo", "/dune", null, Match.VO, false),
                        voms("ignored", "/dune", null, Match.IGNORE, false),
                        new UserGroup.Token("one", null, "https://i.org/", "a b", null, null),
                        new UserGroup.Token("all", null, "https://i.org/", null, null, null),
                        new UserGroup.Token("scope", null, "https://i.org/", null, null, "x")),
                List.of(new AccountMapper.Group("m", "u", null, Unix.NONE)));
        assertThat(write("htcondor-mapfile", policy, manual)).isEqualTo("""
            SSL /^\\/CN\\=Any\\x20Body(,.*)?$/ u
            SSL "/CN=Bare\\\\xC3" u
            SSL /^[^,]*,\\/dune\\/p\\/Role\\=prod(\\/Capability\\=NULL)?(,.*)?$/ u
            SSL /^[^,]*,\\/dune\\/p(\\/Role\\=NULL)?(\\/Capability\\=NULL)?(,.*)?$/ u
            SSL /^[^,]*,\\/dune\\/p(\\/Role\\=[^,\\/]*)?(\\/Capability\\=NULL)?(,.*)?$/ u
            SSL /^[^,]*,\\/dune\\/p(\\/[^,\\/=]*)*(\\/Role\\=[^,\\/]*)?(\\/Capability\\=NULL)?(,.*)?$/ u
            SSL /^[^,]*,\\/cms(\\/[^,\\/=]*)*\\/Role\\=r(\\/Capability\\=NULL)?(,.*)?$/ u
            SSL /^[^,]*,\\/dune(\\/[^,]*)?(,.*)?$/ u
            SCITOKENS /^https\\:\\/\\/i\\.org\\/,a\\x20b$/ u
            SCITOKENS /^https\\:\\/\\/i\\.org\\/,.*$/ u
            """);
        assertThat(write("dcache-multimap", policy, manual)).isEqualTo("""
            dn:"/CN=Any Body" username:u
            fqan:/dune/p/Role=prod,true username:u
            fqan:/dune/p,true username:u
            fqan:/cms/Role=r,true username:u
            fqan:/dune,true username:u
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTCONDOR | SSL "/CN=Ann A" ann            | /CN=Ann A | ann
        HTCONDOR | GSI "/CN=a\\"b" ann            | /CN=a"b   | ann
        HTCONDOR | SSL /^\\/CN\\=Ann(,.*)?$/ ann  | /CN=Ann   | ann
        MULTIMAP | dn:"/CN=Ann A"   username:ann gid:1000,true | /CN=Ann A | ann
        MULTIMAP | dn:/CN=Ann uid:5 username:ann  | /CN=Ann   | ann
        """)
    void whatSitesWriteByHand(Form form, String line, String dn, String account) {
        assertThat(FlatFile.read(Kind.MAP, form, line).accounts()).isEqualTo(Map.of(new SlashDn(dn), account));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTCONDOR | SSL /.*/ ann
        HTCONDOR | SCITOKENS /^https:..x,.*$/ ann
        HTCONDOR | FS (.*) \\1
        HTCONDOR | SSL "/CN=no end
        HTCONDOR | SSL
        MULTIMAP | email:a@b username:ann
        MULTIMAP | dn:"/CN=Ann A" uid:0
        MULTIMAP | dn:"/CN=Ann" username:a;b
        MULTIMAP | dn:
        """)
    void whatSaysSomethingElseIsToldByLine(Form form, String line) {
        FlatFile.Report report = FlatFile.read(Kind.MAP, form, "\n" + line);
        assertThat(report.accounts()).isEmpty();
        assertThat(report.notes()).extracting(FlatFile.Note::line).containsExactly(2);
    }

    private static UserGroup voms(String name, String group, @Nullable String role, Match match, boolean subgroups) {
        return new UserGroup.Voms(name, null, group, role, match, subgroups, null, false);
    }

    private static String write(String format, Map<SlashDn, String> accounts) {
        ManualBook manual = new ManualBook();
        accounts.forEach((dn, account) -> {
            manual.put("hand", ManualMember.anyFqan(dn.text()), null);
            manual.account("hand", dn, account);
        });
        Policy policy = policy(
                List.of(new UserGroup.Manual("hand", null)),
                List.of(new AccountMapper.Manual("hand", "hand", Unix.NONE)));
        return write(format, policy, manual);
    }

    private static Policy policy(List<UserGroup> groups, List<AccountMapper> mappers) {
        List<String> names = groups.stream().map(UserGroup::name).toList();
        return new Policy(
                Policy.Fqans.PRIMARY,
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                groups,
                mappers,
                List.of(new GroupMapping(
                        "x", null, names, List.of(mappers.getFirst().name()), null)),
                List.of(new HostRule(HostRule.Form.CN, List.of("*.example.org"), null, List.of("x"))));
    }

    private static String write(String format, Policy policy, ManualBook manual) {
        MapfileData data = new MapfileData(
                policy,
                new MemberBook().view(policy, java.time.Instant.EPOCH),
                manual,
                subject -> null,
                List.of(),
                new PoolAccounts() {
                    @Override
                    public @Nullable String account(String pool, Subject subject) {
                        return null;
                    }

                    @Override
                    public @Nullable String assignments(String pool) {
                        return null;
                    }
                });
        Mapfiles.Answer answer =
                Mapfiles.make(format, new Host("ce.example.org"), data, CompiledPolicy.of(policy)::rule);
        return new String(
                Rendered.of(((Mapfiles.File) answer).content()).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
