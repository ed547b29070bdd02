package org.gridauthz.voms.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.junit.jupiter.api.Test;

class IssuingTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Issuing CA");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");
    private static final TestCredential HOST = CA.host("/DC=org/CN=voms.example.org", "voms.example.org");
    private static final Asked NOTHING = new Asked(List.of(), List.of(), 0, List.of(), false);

    @Test
    void nothingIsSignedWhileNobodyKnowsWhichClockIsRight() {
        long[] passed = {0};
        DecisionClock clock = new DecisionClock(InstantSource.system(), () -> passed[0]);
        AttributeAuthority signer = new AttributeAuthority(
                HOST.leaf(), HOST.key(), "dune", "voms.example.org", 15000, clock.withZone(ZoneOffset.UTC));
        Standing.Member member = new Standing.Member(
                List.of(new Standing.Group("/dune", false, List.of(), List.of())), List.of(), List.of());
        Issuing issuing = new Issuing(
                Authority.of("dune", "voms.example.org", 15000), (vo, subject, issuer) -> member, () -> signer, clock);
        GridTrust trust = GridTrust.ofCertificates(
                List.of(CA.certificate()), TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
        Applicant alice = new Applicant(((ChainVerdict.Believed) trust.verify(ALICE.chain())).chain(), ALICE.chain());

        Instant now = clock.instant();
        clock.hear(now.plus(Duration.ofMinutes(45)), List.of()); // the database, and nobody else, says so
        assertThat(issuing.issue(alice, NOTHING)).isInstanceOf(Answer.Refused.class);
        assertThat(issuing.list(alice, NOTHING)).as("no signature").isInstanceOf(Answer.Listed.class);

        clock.hear(now, List.of());
        assertThat(issuing.issue(alice, NOTHING)).isInstanceOf(Answer.Issued.class);
    }
}
