package org.gridauthz.trust;

import eu.emi.security.authn.x509.ValidationError;
import eu.emi.security.authn.x509.helpers.pkipath.BCCertPathValidator;
import eu.emi.security.authn.x509.impl.CertificateUtils;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * canl's judgement of proxies: signatures, critical extensions and the rules of RFC 3820, at any time. The path from the end
 * entity to its anchor is {@link PkixReview}'s. canl's five minutes of grace for proxies count for nothing, since dates were
 * checked before.
 */
final class CanlReview extends BCCertPathValidator {
    static {
        // canl names BouncyCastle as a provider; this puts it last in the JVM's list, so nobody else's choices change
        CertificateUtils.configureSecProvider();
    }

    private CanlReview() {}

    /**
     * @param chain proxies, leaf first, and the end entity behind them
     * @param issuer the certificate of the end entity's issuer
     */
    static @Nullable Refused check(List<X509Certificate> chain, X509Certificate issuer, Instant at) {
        List<ValidationError> errors = new ArrayList<>();
        Set<String> unknownExtensions = new HashSet<>();
        X509Certificate[] proxies = chain.toArray(X509Certificate[]::new);
        try {
            CanlReview canl = new CanlReview();
            canl.checkProxyChainWithBC(proxies, Set.of(new TrustAnchor(issuer, null)), errors, unknownExtensions);
            canl.checkProxyChainMain(proxies, errors, unknownExtensions, Date.from(at));
        } catch (CertificateException e) {
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "a certificate does not parse");
        }
        if (!unknownExtensions.isEmpty()) {
            return new Refused(
                    TrustReason.CRITICAL_EXTENSION_UNKNOWN, "unknown critical extensions " + unknownExtensions);
        }
        if (errors.isEmpty()) {
            return null;
        }
        ValidationError first = errors.getFirst();
        return new Refused(CanlErrors.reason(first.getErrorCode()), String.valueOf(first.getMessage()));
    }
}
