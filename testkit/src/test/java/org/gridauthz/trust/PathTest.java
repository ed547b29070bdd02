package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.chain;
import static org.gridauthz.trust.ChainCases.refused;
import static org.gridauthz.trust.ChainCases.trusting;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5280: who may certify whom. */
class PathTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Path Root");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");
    private final GridTrust trust = trusting(CA);

    static Stream<Arguments> endEntities() {
        return Stream.of(
                Arguments.of(CA.request("/DC=org/CN=x").key(KeyKind.RSA_1024).issue(), TrustReason.KEY_TOO_WEAK),
                Arguments.of(CA.request("/DC=org/CN=x").hash("SHA1").issue(), TrustReason.HASH_TOO_WEAK),
                Arguments.of(CA.request("/DC=org/CN=x").hash("MD5").issue(), TrustReason.HASH_TOO_WEAK),
                Arguments.of(
                        CA.request("/DC=org/CN=x").validFor(Duration.ofDays(-1)).issue(),
                        TrustReason.CERTIFICATE_EXPIRED),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .validity(
                                        Instant.now().plusSeconds(99),
                                        Instant.now().plusSeconds(999))
                                .issue(),
                        TrustReason.CERTIFICATE_NOT_YET_VALID),
                Arguments.of(
                        CA.request("/DC=org/CN=x").serial(BigInteger.ZERO).issue(), TrustReason.CERTIFICATE_MALFORMED),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .serial(BigInteger.ONE.negate())
                                .issue(),
                        TrustReason.CERTIFICATE_MALFORMED),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .serial(BigInteger.ONE.shiftLeft(160))
                                .issue(),
                        TrustReason.CERTIFICATE_MALFORMED),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .subject(new X500Name(""))
                                .extension("2.5.29.17", true, alternativeName())
                                .issue(),
                        TrustReason.NAME_EMPTY),
                Arguments.of(CA.request("/DC=org/CN=x").authority(null).issue(), TrustReason.CA_AS_LEAF),
                Arguments.of(
                        CA.request("/DC=org/CN=x").usage(KeyUsage.keyCertSign).issue(), TrustReason.KEY_USAGE_WRONG),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .purposes(KeyPurposeId.id_kp_codeSigning)
                                .issue(),
                        TrustReason.EXTENDED_KEY_USAGE_WRONG),
                Arguments.of(
                        CA.request("/DC=org/CN=x")
                                .extension("1.2.3.4", true, new byte[] {5, 0})
                                .issue(),
                        TrustReason.CRITICAL_EXTENSION_UNKNOWN),
                Arguments.of(CA.credential(), TrustReason.CA_AS_LEAF),
                Arguments.of(
                        TestCa.root("/DC=org/CN=Elsewhere").person("/DC=org/CN=Alice"), TrustReason.ANCHOR_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("endEntities")
    void refusesWithItsReason(TestCredential credential, TrustReason reason) {
        refused(trust.verify(credential.chainWithAuthorities()), reason);
        refused(trust.verify(credential.chain()), reason);
    }

    @Test
    void anImpostorOfTheAnchor() {
        TestCredential forged = CA.impostor().person("/DC=org/CN=Alice");
        refused(trust.verify(forged.chain()), TrustReason.SIGNATURE_WRONG);
        refused(trust.verify(forged.chainWithAuthorities()), TrustReason.ANCHOR_UNKNOWN);
    }

    @Test
    void otherwiseTheSameIsBelieved() {
        for (TestCredential good : List.of(
                ALICE,
                CA.host("/DC=org/CN=host.example.org", "host.example.org"),
                CA.request("/DC=org/CN=x").purposes().usage(0).issue(),
                CA.request("/DC=org/CN=x").key(KeyKind.EC_P384).hash("SHA512").issue())) {
            assertThat(believed(trust.verify(good.chain())).proxy()).isFalse();
        }
    }

    @Test
    void aPersonIsNoCa() {
        TestCredential victim = actingAsCa(ALICE).person("/DC=org/CN=Victim");
        refused(trust.verify(chain(victim.chain(), ALICE.chain())), TrustReason.ISSUER_NOT_A_CA);
        TestCredential mustNotSign = CA.request("/DC=org/CN=Idle CA")
                .authority(null)
                .usage(KeyUsage.digitalSignature)
                .issue();
        refused(
                trust.verify(chain(
                        actingAsCa(mustNotSign).person("/DC=org/CN=Victim").chain(), mustNotSign.chain())),
                TrustReason.KEY_USAGE_WRONG);
    }

    @Test
    void intermediatesInAnyOrderAndWithCompany() {
        TestCa middle = CA.intermediate("/DC=org/CN=Middle");
        TestCa lower = middle.intermediate("/DC=org/CN=Lower");
        TestCredential person = lower.person("/DC=org/CN=Deep");
        List<X509Certificate> authorities = new ArrayList<>(person.authorities());
        for (int i = 0; i < 3; i++) {
            Collections.rotate(authorities, 1);
            assertThat(believed(trust.verify(chain(person.chain(), authorities, ALICE.chain(), authorities)))
                            .subject()
                            .slash()
                            .text())
                    .isEqualTo("/DC=org/CN=Deep");
        }
        refused(trust.verify(person.chain()), TrustReason.ANCHOR_UNKNOWN);
        refused(trust.verify(chain(person.chain(), List.of(lower.certificate()))), TrustReason.ANCHOR_UNKNOWN);
        // an intermediate may itself be the anchor
        assertThat(believed(trusting(lower).verify(person.chain())).proxy()).isFalse();
    }

    @Test
    void pathLengthsOfIntermediatesAndOfTheAnchor() {
        TestCredential noneBelow = CA.request("/DC=org/CN=Last CA").authority(0).issue();
        TestCa last = actingAsCa(noneBelow);
        assertThat(believed(trust.verify(chain(last.person("/DC=org/CN=p").chain(), noneBelow.chain())))
                        .proxy())
                .isFalse();
        TestCa tooMuch = last.intermediate("/DC=org/CN=One more");
        refused(
                trust.verify(chain(
                        tooMuch.person("/DC=org/CN=p").chain(), List.of(tooMuch.certificate()), noneBelow.chain())),
                TrustReason.PATH_LENGTH_EXCEEDED);
        refused(
                trusting(last).verify(chain(tooMuch.person("/DC=org/CN=p").chain(), List.of(tooMuch.certificate()))),
                TrustReason.PATH_LENGTH_EXCEEDED);
    }

    @Test
    void crossSignedCasGiveSeveralWays() {
        TestCa old = TestCa.root("/DC=org/CN=Old Root");
        TestCa shared = old.intermediate("/DC=org/CN=Shared");
        TestCredential person = shared.person("/DC=org/CN=Cross");
        X509Certificate byNew = CA.request("/DC=org/CN=Shared")
                .key(new java.security.KeyPair(shared.certificate().getPublicKey(), shared.key()))
                .authority(null)
                .issue()
                .leaf();
        X509Certificate expired = CA.request("/DC=org/CN=Shared")
                .key(new java.security.KeyPair(shared.certificate().getPublicKey(), shared.key()))
                .authority(null)
                .validFor(Duration.ofDays(-1))
                .issue()
                .leaf();
        List<X509Certificate> all =
                chain(person.chain(), List.of(expired, shared.certificate(), byNew, old.certificate()));
        assertThat(believed(trust.verify(all)).subject().slash().text()).isEqualTo("/DC=org/CN=Cross");
        assertThat(believed(trusting(old).verify(all)).proxy()).isFalse();
        refused(
                trust.verify(chain(person.chain(), List.of(expired, shared.certificate()))),
                TrustReason.CERTIFICATE_EXPIRED);
    }

    @Test
    void twoAnchorsOfOneName() {
        TestCa renewed = CA.impostor();
        GridTrust both = trusting(CA, renewed);
        assertThat(believed(both.verify(ALICE.chain())).proxy()).isFalse();
        assertThat(believed(both.verify(renewed.person("/DC=org/CN=Alice")
                                .proxy()
                                .issue()
                                .chain()))
                        .proxy())
                .isTrue();
    }

    /** A bag of look-alikes costs bounded work. */
    @Test
    void manyCandidates() {
        List<X509Certificate> bag = new ArrayList<>(ALICE.chain());
        for (int i = 0; i < 9; i++) {
            bag.add(CA.impostor().certificate());
            bag.add(CA.intermediate("/DC=org/CN=Path Root").certificate());
        }
        assertThat(believed(trust.verify(bag)).proxy()).isFalse();
    }

    private static byte[] alternativeName() {
        try {
            return new GeneralNames(new GeneralName(GeneralName.dNSName, "x.org")).getEncoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TestCa actingAsCa(TestCredential credential) {
        return TestCa.of(credential.leaf(), credential.key());
    }
}
