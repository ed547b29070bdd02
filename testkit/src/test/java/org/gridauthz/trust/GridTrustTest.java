package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.refused;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.ChainVerdict.Unknown;
import org.junit.jupiter.api.Test;

/** What is remembered, how long, and what a failure of ours looks like. */
class GridTrustTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Memory CA");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");
    private Instant now = Instant.now();

    private GridTrust trust(AttributeReader attributes) {
        return GridTrust.ofCertificates(
                List.of(CA.certificate()), TrustSettings.defaults(), attributes, (InstantSource) () -> now);
    }

    @Test
    void aChainIsJudgedOnceWhileNothingChanges() {
        AtomicInteger readings = new AtomicInteger();
        AtomicLong vomsdir = new AtomicLong();
        GridTrust trust = trust(new AttributeReader() {
            @Override
            public VomsReading read(
                    List<java.security.cert.X509Certificate> chain, AuthorityCheck authorities, Instant at) {
                readings.incrementAndGet();
                return new VomsReading(List.of(), List.of(), Instant.MIN, now.plusSeconds(600), vomsdir.get());
            }

            @Override
            public long generation() {
                return vomsdir.get();
            }
        });
        TestCredential proxy = ALICE.proxy().issue();
        VerifiedChain first = believed(trust.verify(proxy.chain()));
        assertThat(believed(trust.verify(proxy.chain()))).isSameAs(first);
        assertThat(readings).hasValue(1);
        vomsdir.incrementAndGet();
        assertThat(believed(trust.verify(proxy.chain()))).isNotSameAs(first);
        assertThat(readings).hasValue(2);
        now = now.plusSeconds(601); // the AC is over, the proxy is not
        assertThat(believed(trust.verify(proxy.chain())).proxy()).isTrue();
        assertThat(readings).hasValue(3);
        now = proxy.leaf().getNotAfter().toInstant().plusSeconds(1);
        refused(trust.verify(proxy.chain()), TrustReason.CERTIFICATE_EXPIRED);
        assertThat(believed(trust.verify(proxy.chain(), now.minusSeconds(2))).proxy())
                .isTrue();
    }

    @Test
    void aFailureOfOursIsNoVerdict() {
        GridTrust trust = trust((chain, authorities, at) -> {
            throw new IllegalStateException("the reader broke");
        });
        assertThat(trust.verify(ALICE.chain())).isInstanceOf(Unknown.class);
    }

    @Test
    void attributeAuthoritiesAreJudgedByTheSameAnchors() {
        AuthorityCheck check = trust(AttributeReader.NONE).authorities();
        TestCredential authority = CA.host("/DC=org/CN=voms.example.org", "voms.example.org");
        assertThat(check.refusal(authority.chain(), now)).isNull();
        assertThat(check.refusal(authority.proxy().issue().chain(), now)).contains("proxy");
        assertThat(check.refusal(List.of(), now)).contains("chain-empty");
        assertThat(check.refusal(TestCa.root("/CN=Other").person("/CN=x").chain(), now))
                .contains("anchor-unknown");
    }

    @Test
    void theDigestIsOverTheWholeChain() {
        GridTrust trust = trust(AttributeReader.NONE);
        TestCredential proxy = ALICE.proxy().issue();
        byte[] whole = believed(trust.verify(proxy.chain())).chainDigest();
        assertThat(whole)
                .hasSize(32)
                .isNotEqualTo(believed(trust.verify(ALICE.chain())).chainDigest());
        assertThat(believed(trust.verify(proxy.chainWithAuthorities())).chainDigest())
                .isNotEqualTo(whole);
    }
}
