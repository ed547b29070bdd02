package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.ChainCases.believed;
import static org.gridauthz.trust.ChainCases.refused;

import java.time.InstantSource;
import java.util.List;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Test;

/** A chain as text is judged as its certificates are, and known again by all of its bytes. */
class VerifyPemTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Text CA");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");
    private static final TestCredential PROXY = ALICE.proxy().issue();
    private final GridTrust trust = GridTrust.ofCertificates(
            List.of(CA.certificate()), TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());

    @Test
    void textAndCertificatesAreOneMemory() {
        VerifiedChain first = believed(trust.verifyPem(PROXY.chainPem()));
        assertThat(believed(trust.verifyPem(PROXY.chainPem()))).isSameAs(first);
        assertThat(believed(trust.verify(PROXY.chain()))).isSameAs(first);
        assertThat(first.subject().slash().text()).isEqualTo("/DC=org/CN=Alice");
    }

    @Test
    void keysBlanksAndOtherBlocksDoNotMatter() {
        VerifiedChain first = believed(trust.verifyPem(PROXY.chainPem()));
        assertThat(believed(trust.verifyPem(PROXY.proxyPem()))).isSameAs(first);
        assertThat(believed(trust.verifyPem("hello\n" + PROXY.chainPem().replace("\n", "\r\n \t"))))
                .isSameAs(first);
    }

    /** RFC 7468, 3: lines of 64, but whoever reads should take others. */
    @Test
    void linesMayBeOfAnyWidth() {
        VerifiedChain first = believed(trust.verifyPem(PROXY.chainPem()));
        String flat = PROXY.chainPem().replaceAll("(?<!-----)\n(?!-----)", "");
        assertThat(flat).isNotEqualTo(PROXY.chainPem());
        assertThat(believed(trust.verifyPem(flat))).isSameAs(first);
        for (int width = 1; width < 130; width++) {
            String text = flat.replaceAll("(?m)([A-Za-z0-9+/=]{" + width + "})(?=[A-Za-z0-9+/=]+$)", "$1\n");
            assertThat(believed(trust.verifyPem(text))).as("width %d", width).isSameAs(first);
        }
        for (String text : List.of(
                PROXY.chainPem().replaceFirst("MII", "MI I"),
                PROXY.chainPem().replaceFirst("MII", "MI\nI"),
                PROXY.chainPem().replaceFirst("MII", "\nMII"),
                PROXY.chainPem().replace("\n-----END", " \n\n-----END"),
                PROXY.chainPem().replace("\n-----END", "-----END"))) {
            assertThat(believed(trust.verifyPem(text))).as(text).isSameAs(first);
        }
    }

    @Test
    void aBelievedChainLendsNothingToAnother() {
        believed(trust.verifyPem(PROXY.chainPem()));
        TestCredential mallory = TestCa.root("/DC=org/CN=Text CA").person("/DC=org/CN=Mallory");
        refused(trust.verifyPem(mallory.chainPem() + PROXY.chainPem()), TrustReason.CHAIN_ORDER_WRONG);
        assertThat(trust.verifyPem(mallory.chainPem() + CA.credential().chainPem()))
                .isInstanceOf(ChainVerdict.Refused.class);
        assertThat(trust.verifyPem(mallory.chainPem())).isInstanceOf(ChainVerdict.Refused.class);
    }

    @Test
    void whatDoesNotParseIsMalformed() {
        for (String text : List.of(
                "",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nA*\u0141=\n-----END CERTIFICATE-----\n",
                PROXY.keyPem(),
                PROXY.chainPem().replaceFirst("MII", "MIJ"))) {
            refused(trust.verifyPem(text), TrustReason.CERTIFICATE_MALFORMED);
        }
        refused(trust.verifyPem(ALICE.chainPem().repeat(200)), TrustReason.CHAIN_TOO_LONG);
    }
}
