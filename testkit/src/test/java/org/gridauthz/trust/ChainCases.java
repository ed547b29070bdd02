package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.trust.ChainVerdict.Believed;
import org.gridauthz.trust.ChainVerdict.Refused;

/** Short ways to say what a chain test expects. */
final class ChainCases {
    private ChainCases() {}

    static GridTrust trusting(TestCa... roots) {
        List<X509Certificate> anchors = new ArrayList<>();
        for (TestCa root : roots) {
            anchors.add(root.certificate());
        }
        return GridTrust.ofCertificates(
                anchors, TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
    }

    static VerifiedChain believed(ChainVerdict verdict) {
        assertThat(verdict).isInstanceOf(Believed.class);
        return ((Believed) verdict).chain();
    }

    static void refused(ChainVerdict verdict, TrustReason reason) {
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).as(verdict.toString()).isEqualTo(reason);
        assertThat(((Refused) verdict).detail()).isNotBlank();
    }

    @SafeVarargs
    static List<X509Certificate> chain(List<X509Certificate>... parts) {
        List<X509Certificate> chain = new ArrayList<>();
        for (List<X509Certificate> part : parts) {
            chain.addAll(part);
        }
        return chain;
    }
}
