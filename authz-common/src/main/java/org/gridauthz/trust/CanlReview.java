package org.gridauthz.trust;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.ValidationError;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.helpers.ObserversHandler;
import eu.emi.security.authn.x509.helpers.pkipath.BCCertPathValidator;
import eu.emi.security.authn.x509.helpers.pkipath.ExtPKIXParameters2;
import eu.emi.security.authn.x509.impl.CertificateUtils;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * canl's judgement of one path with the proxies before it. canl is given exactly one anchor, and no CRLs: it would check at
 * the present time only, and its modes are not a site's ({@link RevocationLists}). Its five minutes of grace for proxies count
 * for nothing, since dates were checked before.
 */
final class CanlReview extends BCCertPathValidator {
    private static final RevocationParameters NO_CRLS =
            new RevocationParameters(CrlCheckingMode.IGNORE, new OCSPParametes(OCSPCheckingMode.IGNORE));

    static {
        // canl names BouncyCastle as a provider; this puts it last in the JVM's list, so nobody else's choices change
        CertificateUtils.configureSecProvider();
    }

    private final Date at;

    private CanlReview(Instant at) {
        this.at = Date.from(at);
    }

    /**
     * @param chain proxies, end entity and CAs, without the anchor
     * @param proxies whether the first is a proxy
     */
    static @Nullable Refused check(List<X509Certificate> chain, X509Certificate anchor, boolean proxies, Instant at) {
        ValidationResult result;
        try {
            result = new CanlReview(at)
                    .validate(
                            chain.toArray(X509Certificate[]::new),
                            proxies,
                            Set.of(new TrustAnchor(anchor, null)),
                            store(List.of()),
                            NO_CRLS,
                            new ObserversHandler());
        } catch (CertificateException e) {
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "a certificate does not parse");
        }
        if (!result.getUnresolvedCriticalExtensions().isEmpty()) {
            return new Refused(
                    TrustReason.CRITICAL_EXTENSION_UNKNOWN,
                    "unknown critical extensions " + result.getUnresolvedCriticalExtensions());
        }
        if (!result.getErrors().isEmpty()) {
            ValidationError first = result.getErrors().getFirst();
            return new Refused(CanlErrors.reason(first.getErrorCode()), String.valueOf(first.getMessage()));
        }
        return result.isValid()
                ? null
                : new Refused(TrustReason.CHAIN_INVALID, "canl refused the chain without a word");
    }

    @Override
    protected ExtPKIXParameters2 createPKIXParameters(
            X509Certificate[] toCheck,
            boolean proxySupport,
            Set<TrustAnchor> trustAnchors,
            CertStore crlStore,
            RevocationParameters revocationParams,
            ObserversHandler observersHandler) {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(toCheck[0]);
        PKIXParameters base;
        try {
            base = new PKIXParameters(trustAnchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        base.setTargetCertConstraints(target);
        base.setDate(at);
        base.addCertStore(store(Arrays.asList(toCheck)));
        return new ExtPKIXParameters2.Builder(
                        new PKIXExtendedParameters.Builder(base), base, trustAnchors, observersHandler)
                .setRevocationParams(revocationParams)
                .setProxySupport(proxySupport)
                .build();
    }

    private static CertStore store(List<X509Certificate> certificates) {
        try {
            return CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
