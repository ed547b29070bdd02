package org.gridauthz.voms.attribute;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.ProxyLimit;
import org.gridauthz.trust.VerifiedChain;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for attributes: the holder of the end-entity certificate, whatever proxies she shows before it.
 *
 * @param chain as it was judged
 * @param presented as it was sent, leaf first
 */
public record Applicant(VerifiedChain chain, List<X509Certificate> presented) {
    public Applicant {
        presented = List.copyOf(presented);
    }

    /**
     * Her own certificate.
     *
     * @throws IllegalStateException if the chain judged is not the chain sent
     */
    X509Certificate endEntity() {
        for (X509Certificate certificate : presented) {
            if (certificate.getSerialNumber().equals(chain.serial())
                    && Dn.of(certificate.getSubjectX500Principal()).equals(chain.subject())
                    && Dn.of(certificate.getIssuerX500Principal()).equals(chain.issuer())) {
                return certificate;
            }
        }
        throw new IllegalStateException("the chain sent does not hold the certificate that was judged");
    }

    /** What her proxy was given of this VO; null if it was given nothing, or she shows no proxy. */
    @Nullable
    Set<Fqan> limit(String vo) {
        return chain.proxy() ? ProxyLimit.of(presented, vo) : null;
    }
}
