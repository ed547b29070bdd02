package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.chain;
import static org.gridauthz.trust.ChainCases.refused;
import static org.gridauthz.trust.ChainCases.trusting;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;

/** RFC 5280: what bounds a path, besides who may certify whom: names, policies, time, and anchors that may not be one. */
class PathBoundsTest {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final TestCa CA = TestCa.root("/DC=org/CN=Bounds Root");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");
    private final GridTrust trust = trusting(CA);

    @Test
    void nameConstraintsOfIntermediateAndAnchor() throws IOException {
        byte[] onlyLab = new NameConstraints(
                        new GeneralSubtree[] {
                            new GeneralSubtree(new GeneralName(new X500Name("DC=org,DC=lab")), null, null)
                        },
                        null)
                .getEncoded();
        TestCredential bounded = CA.request("/DC=org/DC=lab/CN=Bounded")
                .authority(null)
                .extension(NAME_CONSTRAINTS, true, onlyLab)
                .issue();
        TestCa ca = actingAsCa(bounded);
        TestCredential inside = ca.request("/DC=org/DC=lab/CN=in").issue();
        TestCredential outside = ca.request("/DC=org/CN=out").issue();
        for (GridTrust each : List.of(trust, trusting(ca))) {
            assertThat(believed(each.verify(chain(inside.chain(), bounded.chain())))
                            .proxy())
                    .isFalse();
            refused(each.verify(chain(outside.chain(), bounded.chain())), TrustReason.NAME_CONSTRAINT_VIOLATED);
        }
    }

    /** canl 2.8.3's own path check throws at these beside BouncyCastle 1.86. */
    @Test
    void certificatePolicies() throws IOException {
        byte[] policy = new CertificatePolicies(
                        new PolicyInformation(new ASN1ObjectIdentifier("1.2.840.113612.5.2.2.1")))
                .getEncoded();
        TestCredential issuing = CA.request("/DC=org/CN=Policy CA")
                .authority(null)
                .extension("2.5.29.32", false, policy)
                .issue();
        TestCredential person = actingAsCa(issuing)
                .request("/DC=org/CN=p")
                .extension("2.5.29.32", false, policy)
                .issue();
        assertThat(believed(trust.verify(chain(person.chain(), issuing.chain())))
                        .proxy())
                .isFalse();
        TestCredential proxy = person.proxy().issue().proxy().limited().issue();
        assertThat(believed(trust.verify(chain(proxy.chain(), issuing.chain()))).limited())
                .isTrue();
    }

    @Test
    void theLastSecondIsWhollyIn() {
        Instant end = ALICE.leaf().getNotAfter().toInstant();
        assertThat(believed(trust.verify(ALICE.chain(), end.plusMillis(999))).proxy())
                .isFalse();
        refused(trust.verify(ALICE.chain(), end.plusSeconds(1)), TrustReason.CERTIFICATE_EXPIRED);
    }

    @Test
    void unfitAnchors() {
        TestCa noCa = TestCa.of(ALICE.leaf(), ALICE.key());
        refused(trusting(noCa).verify(noCa.person("/DC=org/CN=x").chain()), TrustReason.ANCHOR_UNFIT);
        TestCa past = TestCa.root(
                "/DC=org/CN=Past",
                KeyKind.RSA_2048,
                java.time.Clock.fixed(Instant.now().minus(Duration.ofDays(4000)), java.time.ZoneOffset.UTC));
        TestCredential fresh = past.request("/DC=org/CN=x")
                .validity(Instant.now().minusSeconds(60), Instant.now().plusSeconds(600))
                .issue();
        refused(trusting(past).verify(fresh.chain()), TrustReason.CERTIFICATE_EXPIRED);
        TestCa weak = TestCa.root("/DC=org/CN=Weak", KeyKind.RSA_1024, java.time.Clock.systemUTC());
        refused(trusting(weak).verify(weak.person("/DC=org/CN=x").chain()), TrustReason.KEY_TOO_WEAK);
    }

    private static TestCa actingAsCa(TestCredential credential) {
        return TestCa.of(credential.leaf(), credential.key());
    }
}
