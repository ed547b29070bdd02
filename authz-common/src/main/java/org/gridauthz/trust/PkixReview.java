package org.gridauthz.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * RFC 5280 §6.1 for a path without proxies, by the JDK and by BouncyCastle: a path must please both. canl's own path check is
 * not asked: it is a copy of a BouncyCastle reviewer of 2011, and with the BouncyCastle of today it throws a
 * ClassCastException at certificates that carry certificate policies, as those of most CAs do.
 */
final class PkixReview {
    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    private PkixReview() {}

    /** @param path end entity and CAs, without the anchor */
    static @Nullable Refused check(List<X509Certificate> path, X509Certificate anchor, Instant at) {
        try {
            Refused byJdk = check(CertPathValidator.getInstance("PKIX", "SUN"), path, anchor, at);
            // The JDK takes a CN for a host name where there is none (RFC 5280 §4.2.1.10 speaks of alternative names
            // only), so about name constraints BouncyCastle has the last word.
            return byJdk != null && byJdk.reason() != TrustReason.NAME_CONSTRAINT_VIOLATED
                    ? byJdk
                    : check(CertPathValidator.getInstance("PKIX", BOUNCY_CASTLE), path, anchor, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Refused check(
            CertPathValidator validator, List<X509Certificate> path, X509Certificate anchor, Instant at)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setPolicyQualifiersRejected(false);
        parameters.setDate(Date.from(at.truncatedTo(ChronoUnit.SECONDS)));
        try {
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return null;
        } catch (CertPathValidatorException e) {
            return new Refused(reason(e), String.valueOf(e.getMessage()));
        } catch (
                UnsupportedOperationException
                        e) { // the JDK's about name constraints it cannot apply: refused, §4.2.1.10
            return new Refused(TrustReason.CRITICAL_EXTENSION_UNKNOWN, "a name constraint of a form not understood");
        } catch (IllegalArgumentException e) { // BouncyCastle's way to report bad ASN.1 inside an extension
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "an extension does not parse: " + e.getMessage());
        }
    }

    private static TrustReason reason(CertPathValidatorException failure) {
        TrustReason reason = reason(failure.getReason());
        if (reason == TrustReason.CHAIN_INVALID
                && String.valueOf(failure.getMessage()).contains("ubtree check")) {
            return TrustReason.NAME_CONSTRAINT_VIOLATED; // BouncyCastle gives words, no reasons
        }
        return reason;
    }

    static TrustReason reason(Reason reason) {
        return switch (reason) {
            case BasicReason.EXPIRED -> TrustReason.CERTIFICATE_EXPIRED;
            case BasicReason.NOT_YET_VALID -> TrustReason.CERTIFICATE_NOT_YET_VALID;
            case BasicReason.REVOKED -> TrustReason.CERTIFICATE_REVOKED;
            case BasicReason.INVALID_SIGNATURE -> TrustReason.SIGNATURE_WRONG;
            case BasicReason.ALGORITHM_CONSTRAINED -> TrustReason.HASH_TOO_WEAK;
            case PKIXReason.INVALID_KEY_USAGE -> TrustReason.KEY_USAGE_WRONG;
            case PKIXReason.INVALID_POLICY -> TrustReason.CERTIFICATE_POLICY_VIOLATED;
            case PKIXReason.NO_TRUST_ANCHOR -> TrustReason.ANCHOR_UNKNOWN;
            case PKIXReason.UNRECOGNIZED_CRIT_EXT -> TrustReason.CRITICAL_EXTENSION_UNKNOWN;
            case PKIXReason.NOT_CA_CERT -> TrustReason.ISSUER_NOT_A_CA;
            case PKIXReason.PATH_TOO_LONG -> TrustReason.PATH_LENGTH_EXCEEDED;
            case PKIXReason.INVALID_NAME -> TrustReason.NAME_CONSTRAINT_VIOLATED;
            default -> TrustReason.CHAIN_INVALID;
        };
    }
}
