package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.chain;
import static org.gridauthz.trust.ChainCases.refused;
import static org.gridauthz.trust.ChainCases.trusting;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 3820, draft and legacy proxies: the honest ones, and those that somebody made up. */
class ProxyChainTest {
    private static final TestCa CA = TestCa.root("/DC=org/DC=test/CN=Proxy Test CA");
    private static final TestCredential ALICE = CA.person("/DC=org/DC=test/CN=Alice");
    private static final TestCredential BOB = CA.person("/DC=org/DC=test/CN=Bob");
    private final GridTrust trust = trusting(CA);

    @Test
    void aPersonWithoutProxy() {
        VerifiedChain alice = believed(trust.verify(ALICE.chain()));
        assertThat(alice.subject().slash().text()).isEqualTo("/DC=org/DC=test/CN=Alice");
        assertThat(alice.issuer().slash().text()).isEqualTo("/DC=org/DC=test/CN=Proxy Test CA");
        assertThat(alice.serial()).isEqualTo(ALICE.leaf().getSerialNumber());
        assertThat(alice.proxy()).isFalse();
        assertThat(alice.limited()).isFalse();
        assertThat(alice.notAfter()).isEqualTo(ALICE.leaf().getNotAfter().toInstant());
        assertThat(alice.person().verified()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void everyKindIsTheEndEntity(ProxyKind kind) {
        TestCredential proxy = ALICE.proxy().kind(kind).issue();
        TestCredential second = proxy.proxy().kind(kind).limited().issue();
        assertThat(believed(trust.verify(proxy.chain())).proxy()).isTrue();
        VerifiedChain limited = believed(trust.verify(second.chain()));
        assertThat(limited.subject().slash().text()).isEqualTo("/DC=org/DC=test/CN=Alice");
        assertThat(limited.limited()).isTrue();
        assertThat(limited.notAfter()).isEqualTo(second.leaf().getNotAfter().toInstant());
        assertThat(believed(trust.verify(second.chainWithAuthorities())).subject())
                .isEqualTo(limited.subject());
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void aLimitedProxyMustNotSignAFullOne(ProxyKind kind) {
        TestCredential limited = ALICE.proxy().kind(kind).limited().issue();
        refused(trust.verify(limited.proxy().kind(kind).issue().chain()), TrustReason.PROXY_LIMITED_SIGNED_FULL);
    }

    @Test
    void ellipticKeysAndTenProxies() {
        TestCredential person =
                CA.request("/DC=org/DC=test/CN=Eve").key(KeyKind.EC_P256).issue();
        assertThat(believed(trust.verify(
                                person.proxy().key(KeyKind.EC_P256).issue().chain()))
                        .proxy())
                .isTrue();
        assertThat(believed(trust.verify(ALICE.proxies(10).chain()))
                        .subject()
                        .slash()
                        .text())
                .endsWith("/CN=Alice");
    }

    @Test
    void signedByTheWrongKey() {
        refused(trust.verify(ALICE.proxy().signedWith(BOB.key()).issue().chain()), TrustReason.SIGNATURE_WRONG);
    }

    @Test
    void aProxyOfAnotherName() {
        refused(
                trust.verify(ALICE.proxy()
                        .subject("/DC=org/DC=test/CN=Bob/CN=1")
                        .issue()
                        .chain()),
                TrustReason.PROXY_NAME_WRONG);
        refused(
                trust.verify(ALICE.proxy()
                        .subject("/DC=org/DC=test/CN=Alice/CN=1/CN=2")
                        .issue()
                        .chain()),
                TrustReason.PROXY_NAME_WRONG);
        refused(
                trust.verify(ALICE.proxy()
                        .subject("/DC=org/DC=test/CN=Alice/OU=1")
                        .issue()
                        .chain()),
                TrustReason.PROXY_NAME_WRONG);
        refused(
                trust.verify(ALICE.proxy()
                        .subject("/DC=org/DC=test/CN=Alice")
                        .issue()
                        .chain()),
                TrustReason.PROXY_NAME_WRONG);
    }

    @Test
    void aLegacyProxyByNameOnly() {
        TestCredential forged = ALICE.proxy()
                .kind(ProxyKind.LEGACY)
                .subject("/DC=org/DC=test/CN=Bob/CN=proxy")
                .issue();
        refused(trust.verify(forged.chain()), TrustReason.ISSUER_NOT_A_CA);
        // Alice's proxy of her own making, with Bob's certificate behind it
        TestCredential own = ALICE.proxy().issue();
        refused(trust.verify(chain(own.chain().subList(0, 1), BOB.chain())), TrustReason.PROXY_NAME_WRONG);
    }

    @Test
    void somebodyIsReallyCalledProxy() {
        TestCredential named = CA.person("/DC=org/DC=test/CN=proxy");
        VerifiedChain verified = believed(trust.verify(named.chain()));
        assertThat(verified.subject().slash().text()).isEqualTo("/DC=org/DC=test/CN=proxy");
        assertThat(verified.proxy()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void aProxyOfACa(ProxyKind kind) {
        TestCredential forged = CA.credential().proxy().kind(kind).issue();
        refused(trust.verify(forged.chain()), TrustReason.PROXY_ISSUED_BY_CA);
        TestCa below = CA.intermediate("/DC=org/DC=test/CN=Intermediate");
        refused(trust.verify(below.credential().proxy().kind(kind).issue().chain()), TrustReason.PROXY_ISSUED_BY_CA);
    }

    @Test
    void kindsMustNotMix() {
        TestCredential rfc = ALICE.proxy().issue();
        refused(trust.verify(rfc.proxy().kind(ProxyKind.DRAFT).issue().chain()), TrustReason.PROXY_KINDS_MIXED);
        refused(trust.verify(rfc.proxy().kind(ProxyKind.LEGACY).issue().chain()), TrustReason.PROXY_KINDS_MIXED);
    }

    @Test
    void pathLengths() {
        TestCredential none = ALICE.proxy().pathLength(0).issue();
        TestCredential one = ALICE.proxy().pathLength(1).issue();
        assertThat(believed(trust.verify(none.chain())).proxy()).isTrue();
        assertThat(believed(trust.verify(one.proxies(1).chain())).proxy()).isTrue();
        refused(trust.verify(none.proxies(1).chain()), TrustReason.PROXY_PATH_LENGTH_EXCEEDED);
        refused(trust.verify(one.proxies(2).chain()), TrustReason.PROXY_PATH_LENGTH_EXCEEDED);
        TestCredential draft = ALICE.proxy().kind(ProxyKind.DRAFT).pathLength(0).issue();
        refused(
                trust.verify(draft.proxy().kind(ProxyKind.DRAFT).issue().chain()),
                TrustReason.PROXY_PATH_LENGTH_EXCEEDED);
    }

    @Test
    void proxyCertInfo() {
        refused(trust.verify(ALICE.proxy().critical(false).issue().chain()), TrustReason.PROXY_INVALID);
        refused(trust.verify(ALICE.proxy().independent().issue().chain()), TrustReason.PROXY_POLICY_UNSUPPORTED);
        refused(trust.verify(ALICE.proxy().policy("1.2.3.4.5").issue().chain()), TrustReason.PROXY_POLICY_UNSUPPORTED);
        refused(
                trust.verify(ALICE.proxy()
                        .kind(ProxyKind.LEGACY)
                        .extension("1.3.6.1.5.5.7.1.14", true, new byte[] {5, 0})
                        .issue()
                        .chain()),
                TrustReason.PROXY_INVALID);
        refused(
                trust.verify(ALICE.proxy()
                        .extension("1.2.3.4.5", true, new byte[] {5, 0})
                        .issue()
                        .chain()),
                TrustReason.CRITICAL_EXTENSION_UNKNOWN);
    }

    @Test
    void datesCountToTheSecond() {
        Instant now = Instant.now();
        TestCredential over = ALICE.proxy()
                .validity(now.minus(Duration.ofHours(1)), now.minusSeconds(2))
                .issue();
        refused(trust.verify(over.chain()), TrustReason.CERTIFICATE_EXPIRED);
        assertThat(believed(trust.verify(over.chain(), now.minusSeconds(60))).proxy())
                .isTrue();
        TestCredential early = ALICE.proxy()
                .validity(now.plusSeconds(100), now.plusSeconds(1000))
                .issue();
        refused(trust.verify(early.chain()), TrustReason.CERTIFICATE_NOT_YET_VALID);
        assertThat(believed(trust.verify(early.chain(), now.plusSeconds(200))).proxy())
                .isTrue();
        // believed and remembered for that time, and still refused now
        refused(trust.verify(early.chain()), TrustReason.CERTIFICATE_NOT_YET_VALID);
        refused(trust.verify(over.chain()), TrustReason.CERTIFICATE_EXPIRED);
    }

    @Test
    void orderAndCompany() {
        List<X509Certificate> two = ALICE.proxies(2).chain();
        List<X509Certificate> swapped = new ArrayList<>(two);
        Collections.swap(swapped, 0, 1);
        refused(trust.verify(swapped), TrustReason.PROXY_NAME_WRONG);
        refused(trust.verify(two.subList(0, 2)), TrustReason.CHAIN_ORDER_WRONG);
        refused(trust.verify(chain(two.subList(0, 1), two)), TrustReason.PROXY_NAME_WRONG);
        refused(trust.verify(chain(ALICE.chain(), two.subList(0, 2))), TrustReason.CHAIN_ORDER_WRONG);
        refused(trust.verify(Collections.nCopies(100, ALICE.leaf())), TrustReason.CHAIN_TOO_LONG);
        refused(trust.verify(List.of()), TrustReason.CHAIN_EMPTY);
        // extra certificates behind the end entity name nobody
        VerifiedChain alice = believed(trust.verify(chain(two, BOB.chain(), two.subList(2, 3))));
        assertThat(alice.subject().slash().text()).endsWith("/CN=Alice");
        // and somebody else's certificate before or behind what is remembered changes the verdict
        refused(trust.verify(chain(BOB.proxy().issue().chain().subList(0, 1), two)), TrustReason.PROXY_NAME_WRONG);
    }

    @Test
    void aSiteMayRefuseKinds() {
        GridTrust strict = GridTrust.ofCertificates(
                List.of(CA.certificate()),
                TrustSettings.defaults().withProxies(Set.of(org.gridauthz.trust.ProxyKind.RFC3820)),
                AttributeReader.NONE,
                java.time.InstantSource.system());
        assertThat(believed(strict.verify(ALICE.proxy().issue().chain())).proxy())
                .isTrue();
        refused(strict.verify(ALICE.proxy().kind(ProxyKind.LEGACY).issue().chain()), TrustReason.PROXY_KIND_REFUSED);
    }

    @Test
    void weakProxies() {
        refused(trust.verify(ALICE.proxy().key(KeyKind.RSA_1024).issue().chain()), TrustReason.KEY_TOO_WEAK);
        refused(trust.verify(ALICE.proxy().hash("SHA1").issue().chain()), TrustReason.HASH_TOO_WEAK);
    }

    @Test
    void anEndEntityThatMustNotSignSignsNoProxy() {
        TestCredential enciphering = CA.request("/DC=org/DC=test/CN=Cipher")
                .usage(org.bouncycastle.asn1.x509.KeyUsage.keyEncipherment)
                .issue();
        refused(trust.verify(enciphering.proxy().issue().chain()), TrustReason.KEY_USAGE_WRONG);
    }
}
