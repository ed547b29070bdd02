package org.gridauthz.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
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
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's path validation (RFC 5280 §6.1) of a path without proxies: a second opinion beside canl's, whose path checks are
 * a copy of a BouncyCastle reviewer of 2011. A path must please both.
 */
final class PkixReview {
    private PkixReview() {}

    /** @param path end entity and CAs, without the anchor */
    static @Nullable Refused check(List<X509Certificate> path, X509Certificate anchor, Instant at) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setPolicyQualifiersRejected(false);
            parameters.setDate(Date.from(at));
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return null;
        } catch (CertPathValidatorException e) {
            return new Refused(reason(e.getReason()), String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
