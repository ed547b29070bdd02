package org.gridauthz.gums.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.policy.recorded.CallLines;
import org.gridauthz.gums.policy.yaml.AssertionReader;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.HostPattern;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyToolsTest {
    private static final String BASE = """
        format: 1
        memberLists:
          - {name: us, voms: {url: "https://v.example.org/voms/atlas", container: /atlas/usatlas}}
          - {name: all, voms: {url: "https://v.example.org/voms/atlas"}}
          - {name: spare, voms: {url: "https://v.example.org/voms/spare"}}
        pools: [{name: a, accounts: [a001-100, shared]}, {name: b, accounts: [a050-60, b9-1]}]
        groups:
          - {name: us, voms: {group: /atlas/usatlas, match: vo, list: us}}
          - {name: atlas, voms: {group: /atlas, match: vo, list: all}}
          - {name: production, voms: {group: /atlas, role: production, match: exact, list: all}}
          - {name: first, voms: {group: /cms, role: pilot, match: exact}}
          - {name: cms, voms: {group: /cms, match: vo}}
          - {name: anyrole, voms: {group: /cms, role: admin, match: role}}
          - {name: nobody, voms: {group: /cms, match: ignore}}
        mappers:
          - {name: us, account: us1}
          - {name: atlas, account: a007}
          - {name: pool, pool: a}
          - {name: poolb, pool: b}
          - {name: root, account: root}
        mappings:
          - {name: us, groups: us, mappers: us, accounting: {subgroup: atlas, vo: ATLAS}}
          - {name: atlas, groups: [atlas, production], mappers: [atlas, poolb], accounting: {subgroup: atlas, vo: Atlas}}
          - {name: cms, groups: [first, cms, anyrole, nobody], mappers: [pool, root]}
        hosts:
          - {cn: "*.example.org", mappings: [us, atlas, cms]}
          - {cn: ["ce1.example.org", "ce?.example.net"], mappings: [cms]}
          - {cn: "ce1.example.net", mappings: []}
        """;

    private static Policy policy(String yaml) {
        PolicyReading reading = PolicyReader.read(yaml);
        assertThat(reading).isInstanceOf(PolicyReading.Read.class);
        return ((PolicyReading.Read) reading).policy();
    }

    @Test
    void lintFindsWhatAPolicySaysAndCannotMean() {
        assertThat(Lint.of(policy(BASE)).stream().map(finding -> finding.code() + " " + finding.where()))
                .containsExactlyInAnyOrder(
                        "unreachable-host-pattern host rule 2",
                        "host-without-mappings host rule 3",
                        "accounting-labels-differ mapping atlas",
                        "differs-only-by-list group atlas",
                        "unreachable-group group production",
                        "unreachable-group group production",
                        "role-of-any-vo group anyrole",
                        "ignore-without-list group nobody",
                        "pools-overlap pool b",
                        "malformed-range pool b",
                        "account-in-pool mapper atlas",
                        "maps-to-root mapper root",
                        "unused member list spare");
        assertThat(Lint.of(policy(BASE)).getFirst().severity()).isEqualTo(Finding.Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.org, ce1.example.org, true",
        "*.example.org, a.b.example.org, false",
        "*.example.org, *.example.org, true",
        "ce1.example.org, *.example.org, false",
        "*/?*.x, host/*.x, true",
        "*/?*.x, *.x, true",
        "host/*.x, */?*.x, false",
        "*, a*b, true",
        "a*, *a, false",
        "ab?c, ac, true",
        "ac, ab?c, false",
    })
    void onePatternCoversAnother(String earlier, String later, boolean covers) {
        assertThat(HostPattern.of(earlier).covers(HostPattern.of(later))).isEqualTo(covers);
    }

    @Test
    void diffSpeaksOfMeaning() {
        String changed = BASE.replace("account: us1", "account: us2")
                .replace("  - {name: spare, voms: {url: \"https://v.example.org/voms/spare\"}}\n", "# a comment\n")
                .replace("[first, cms,", "[cms, first,")
                .replace("  - {name: root,", "  - {name: new, account: new}\n  - {name: root,");
        assertThat(Difference.between(policy(BASE), policy(changed)).stream().map(Difference::toString))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("- member list spare: "))
                .anyMatch(line -> line.equals("~ mapper us.account: us1 -> us2"))
                .anyMatch(line -> line.startsWith("+ mapper new: "))
                .anyMatch(
                        line -> line.startsWith("~ mapping cms.groups: [first, cms, anyrole, nobody] -> [cms, first"));
        assertThat(Difference.between(policy(BASE), policy(BASE + "# the same\n")))
                .isEmpty();
    }

    @Test
    void assertionsThatDoNotHoldAreNamedWithTheirReasons() {
        AssertionReading.Read read = (AssertionReading.Read) AssertionReader.read("""
            cases:
              - {about: right, host: ce2.example.org, dn: /CN=a, fqans: /atlas, expect: us1}
              - {about: wrong, host: ce2.example.org, dn: /CN=a, fqans: /atlas, expect: a007}
              - {about: wrong reason, host: ce2.example.org, dn: /CN=a, fqans: /atlas, expect: us1, because: magic}
              - {about: wrong gid, host: ce2.example.org, dn: /CN=a, fqans: /atlas, expect: us1, gid: 7}
            """);
        assertThat(Assertion.check(policy(BASE), read.world(), read.assertions()).stream()
                        .map(failure -> failure.toString().lines().findFirst().orElse("")))
                .containsExactly(
                        "line 3: wrong: expected a007, found us1",
                        "line 4: wrong reason: expected us1, found us1, explained without 'magic'",
                        "line 5: wrong gid: expected us1, found Permit[account=Account[name=us1, primaryGroup=null,"
                                + " uid=null, gid=null, secondaryGroups=[]]]");
        assertThat(AssertionReader.read("cases:\n  - {dn: nonsense, expect: x, colour: red}\n"))
                .isInstanceOfSatisfying(
                        AssertionReading.Refused.class,
                        refused -> assertThat(refused.mistakes()).hasSize(2));
    }

    @Test
    void replayListsEachSubjectWhoseAnswerChanges() throws IOException {
        Policy inForce = policy(BASE);
        Policy candidate = policy(BASE.replace("account: us1", "account: us2"));
        Replay replay = new Replay(World.EMPTY.around(inForce), candidate);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append(CallLines.write(call("/CN=user " + i % 1000, i % 10 == 0 ? "/atlas" : "/cms")))
                    .append('\n');
        }
        lines.append(
                "{\"host\":\"h\"}\nnot json\n{\"id\":\"7\",\"extra\":{\"a\":[1]},\"host\":\"x\",\"dn\":\"/CN=b\"}\n");
        CallLines.Outcome outcome = CallLines.read(new StringReader(lines.toString()), replay::take);

        assertThat(outcome).isEqualTo(new CallLines.Outcome(30_001, 2, List.of(30_001L, 30_002L)));
        Replay.Report report = replay.report();
        assertThat(report.calls()).isEqualTo(30_001);
        assertThat(report.changedCalls()).isEqualTo(3_000);
        assertThat(report.changes()).hasSize(100);
        assertThat(report.changes().getFirst())
                .isEqualTo(new Replay.Change("/CN=user 0 /atlas", "ce2.example.org", "us1", "us2", 30));
    }

    @Test
    void recordedCallsComeBackAsTheyWere() throws IOException {
        MappingRequest person = new MappingRequest(
                new Host("/CN=h"),
                new Subject.Person(
                        new SlashDn("/CN=\"q\" é"),
                        true,
                        new SlashDn("/CN=ca"),
                        "17",
                        List.of(Fqan.parse("/a/Role=r"), Fqan.parse("/b")),
                        false));
        MappingRequest bearer = new MappingRequest(
                new Host("h"), new Subject.Bearer("i", "s", null, List.of(Fqan.parse("/a")), List.of("x", "y"), true));
        for (MappingRequest call : List.of(person, bearer)) {
            CallLines.read(
                    new StringReader(CallLines.write(call)),
                    read -> assertThat(Objects.requireNonNull(read)).isEqualTo(call));
        }
    }

    private static MappingRequest call(String dn, String fqan) {
        return new MappingRequest(
                new Host("ce2.example.org"),
                new Subject.Person(new SlashDn(dn), false, null, null, List.of(Fqan.parse(fqan)), true));
    }
}
