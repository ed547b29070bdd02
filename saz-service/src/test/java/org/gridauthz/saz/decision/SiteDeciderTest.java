package org.gridauthz.saz.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule: permit if and only if everything that the subject comes with is enabled. */
class SiteDeciderTest {
    private static final SlashDn ALICE = new SlashDn("/DC=org/CN=Alice");
    private static final SlashDn CA = new SlashDn("/DC=org/CN=CA");
    private static final Subject.Person PERSON = person(true, "/dune", "/dune/prod/Role=production");
    private static final Subject.Bearer BEARER =
            new Subject.Bearer("https://iss.example.org", "alice", "dune", fqans("/dune/prod"), List.of(), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dn             | /DC=org/CN=Alice                 |                        | deny",
                "dn             | /dc=org/cn=Alice                 |                        | deny",
                "dn             | /DC=org/CN=Alice                 | /DC=org/CN=Other CA    | permit",
                "dn             | /DC=org/CN=Bob                   |                        | permit",
                "certificate    | /DC=org/CN=CA                    | 77                     | deny",
                "certificate    | /DC=org/CN=CA                    | 78                     | permit",
                "vo             | dune                             |                        | deny",
                "vo             | cms                              |                        | permit",
                "fqan           | /dune/prod                       |                        | deny",
                "fqan           | /dune/prod/Role=production       |                        | deny",
                "fqan           | /dune/prod/Role=other            |                        | permit",
                "fqan           | /dune/*                          |                        | deny",
                "fqan           | /dune/*/Role=production          |                        | deny",
                "fqan           | /dune/test/*                     |                        | permit",
                "ca             | /DC=org/CN=CA                    |                        | deny",
                "ca             | /DC=org/CN=Other CA              |                        | permit",
                "issuer         | https://iss.example.org          |                        | permit",
            })
    void aBanOnAnythingAPersonComesWithRefusesIt(String kind, String value, String qualifier, String decision) {
        assertThat(code(bans(kind, value, qualifier), PERSON)).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer         | https://iss.example.org/         |       | deny",
                "issuer+subject | https://iss.example.org          | alice | deny",
                "issuer+subject | https://iss.example.org          | bob   | permit",
                "vo             | dune                             |       | deny",
                "fqan           | /dune/*                          |       | deny",
                "dn             | /DC=org/CN=Alice                 |       | permit",
            })
    void soOfAToken(String kind, String value, String qualifier, String decision) {
        assertThat(code(bans(kind, value, qualifier), BEARER)).isEqualTo(decision);
    }

    @Test
    void attributesNobodyVerifiedAreHitByBansAndOpenNoDoor() {
        Subject claimed = person(false, "/dune");
        assertThat(code(bans("vo", "dune", null), claimed)).isEqualTo("deny");
        SiteRules strict = new SiteRules(Map.of(), WithoutVo.NO);
        assertThat(decide(BanIndex.empty(), strict, claimed).reason()).isEqualTo("without-vo");
        assertThat(decide(BanIndex.empty(), strict, PERSON).reason()).isEqualTo("enabled");
        assertThat(decide(BanIndex.empty(), strict, BEARER).reason()).isEqualTo("enabled");
    }

    @ParameterizedTest
    @CsvSource({
        "YES, false, false, enabled",
        "NO, true, false, without-vo",
        "TRUSTED, false, false, without-vo",
        "TRUSTED, true, false, enabled",
        "TRUSTED, true, true, without-vo"
    })
    void whoMayComeWithoutAVo(WithoutVo setting, boolean trusted, boolean ambiguous, String reason) {
        Subject plain = new Subject.Person(ALICE, ambiguous, CA, "77", List.of(), false);
        RecordedSubjects known = new RecordedSubjects();
        known.trust(trusted ? ALICE.text() : "/DC=org/CN=Other", true);
        SiteDecider decider = new SiteDecider(BanIndex::empty, known, new SiteRules(Map.of(), setting));
        assertThat(decider.decide(plain).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"RECORD_REFUSED, first-sight-refused", "REFUSE_UNRECORDED, unrecorded", "PERMIT_AND_RECORD, enabled"})
    void firstSightOfAnyKindDecides(FirstSight policy, String reason) {
        for (SeenSubject attribute : Attributes.of(PERSON)) {
            SiteRules rules = new SiteRules(Map.of(attribute.kind(), policy), WithoutVo.YES);
            assertThat(decide(BanIndex.empty(), rules, PERSON).reason()).isEqualTo(reason);
            RecordedSubjects known = new RecordedSubjects();
            Attributes.of(PERSON).forEach(one -> known.add(one.id()));
            assertThat(new SiteDecider(BanIndex::empty, known, rules)
                            .decide(PERSON)
                            .reason())
                    .isEqualTo("enabled");
        }
    }

    @Test
    void anExplanationNamesEveryBanAndEndsWithTheOutcome() {
        BanIndex index =
                index(new BanTarget(BanKind.DN, ALICE.text(), null), new BanTarget(BanKind.FQAN, "/dune/*", null));
        List<String> lines = new ArrayList<>();
        new SiteDecider(() -> index, new RecordedSubjects(), SiteRules.OPEN).decide(PERSON, lines);
        assertThat(lines)
                .contains(
                        "banned: dn /DC=org/CN=Alice (origin officer, turn 1)",
                        "banned: fqan /dune/* (origin officer, turn 1)")
                .last()
                .isEqualTo("deny: banned");
    }

    @Test
    void whatAnybodyCouldInventIsNotRecorded() {
        Set<BanKind> kinds = new HashSet<>();
        Attributes.recordable(person(false, "/cms")).forEach(one -> kinds.add(one.kind()));
        assertThat(kinds).containsExactlyInAnyOrder(BanKind.DN, BanKind.CERTIFICATE, BanKind.CA);
    }

    private static String code(BanIndex bans, Subject subject) {
        return decide(bans, SiteRules.OPEN, subject) instanceof SiteDecision.Permit ? "permit" : "deny";
    }

    private static SiteDecision decide(BanIndex bans, SiteRules rules, Subject subject) {
        return new SiteDecider(() -> bans, new RecordedSubjects(), rules).decide(subject);
    }

    private static BanIndex bans(String kind, String value, String qualifier) {
        return index(new BanTarget(BanKind.of(kind).orElseThrow(), value, qualifier));
    }

    private static BanIndex index(BanTarget... targets) {
        return BanIndex.of(
                Arrays.stream(targets)
                        .map(target -> new Ban(target, Ban.OFFICER, 1, "because", "T-1", null))
                        .toList(),
                Map.of(),
                Instant.EPOCH);
    }

    private static Subject.Person person(boolean verified, String... fqans) {
        return new Subject.Person(ALICE, false, CA, "77", fqans(fqans), verified);
    }

    private static List<Fqan> fqans(String... texts) {
        return Arrays.stream(texts).map(Fqan::parse).toList();
    }
}
