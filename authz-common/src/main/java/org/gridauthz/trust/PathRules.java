package org.gridauthz.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Rules of RFC 5280 for the certificates of a path, the anchor included: libraries look at an anchor's name and key only,
 * but a root that says of itself "path length 0" or "expired" means it.
 */
final class PathRules {
    private static final int KEY_CERT_SIGN = 5;
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final Set<String> KNOWN_CRITICAL = Set.of(
            KEY_USAGE,
            "2.5.29.17",
            "2.5.29.19",
            "2.5.29.30",
            "2.5.29.32",
            "2.5.29.33",
            "2.5.29.36",
            "2.5.29.37",
            "2.5.29.54");
    /** TLS client, TLS server (many host certificates say no more and act as clients), any. */
    private static final Set<String> FIT_PURPOSES = Set.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    private PathRules() {}

    /** What an end entity must not be, whoever signed it. */
    static @Nullable Refused endEntity(X509Certificate endEntity) {
        if (endEntity.getBasicConstraints() >= 0) {
            return refused(TrustReason.CA_AS_LEAF, endEntity, "is a CA");
        }
        if (usage(endEntity, KEY_CERT_SIGN, false)) {
            return refused(TrustReason.KEY_USAGE_WRONG, endEntity, "may sign certificates but is no CA");
        }
        return endEntity.getExtensionValue(NAME_CONSTRAINTS) == null
                ? null
                : refused(TrustReason.CERTIFICATE_MALFORMED, endEntity, "has name constraints and is no CA");
    }

    /** @param path end entity first, anchor last */
    static @Nullable Refused check(List<X509Certificate> path) {
        int below = 0;
        for (int i = 1; i < path.size(); i++) {
            X509Certificate ca = path.get(i);
            boolean anchor = i == path.size() - 1;
            Refused refused = anchor ? anchor(ca) : authority(ca);
            if (refused != null) {
                return refused;
            }
            if (ca.getBasicConstraints() >= 0 && below > ca.getBasicConstraints()) {
                return refused(
                        TrustReason.PATH_LENGTH_EXCEEDED,
                        ca,
                        "allows " + ca.getBasicConstraints() + " CAs below it, here are " + below);
            }
            if (!ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal())) {
                below++;
            }
        }
        for (X509Certificate certificate : path.subList(0, path.size() - 1)) {
            if (!fitPurpose(certificate)) {
                return refused(TrustReason.EXTENDED_KEY_USAGE_WRONG, certificate, "is not for TLS");
            }
        }
        return null;
    }

    private static @Nullable Refused authority(X509Certificate ca) {
        if (ca.getVersion() != 3 || ca.getBasicConstraints() < 0) {
            return ProxyKind.legacyName(ca) == null
                    ? refused(TrustReason.ISSUER_NOT_A_CA, ca, "issued a certificate and is no CA")
                    : refused(TrustReason.CHAIN_ORDER_WRONG, ca, "is named as a proxy and is none of its issuer");
        }
        return usage(ca, KEY_CERT_SIGN, true)
                ? null
                : refused(TrustReason.KEY_USAGE_WRONG, ca, "must not sign certificates");
    }

    private static @Nullable Refused anchor(X509Certificate ca) {
        // A version 1 root has no way to say that it is a CA; being an anchor says it.
        boolean isCa = ca.getVersion() == 1 || ca.getBasicConstraints() >= 0;
        if (!isCa || !usage(ca, KEY_CERT_SIGN, true)) {
            return refused(TrustReason.ANCHOR_UNFIT, ca, "is a trust anchor but no CA");
        }
        Set<String> critical = ca.getCriticalExtensionOIDs();
        return critical == null || KNOWN_CRITICAL.containsAll(critical)
                ? null
                : refused(TrustReason.ANCHOR_UNFIT, ca, "has a critical extension that nobody knows");
    }

    private static boolean fitPurpose(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(FIT_PURPOSES::contains);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean usage(X509Certificate certificate, int bit, boolean ifAbsent) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null ? ifAbsent : bit < usage.length && usage[bit];
    }

    static Refused refused(TrustReason reason, X509Certificate certificate, String why) {
        return new Refused(reason, certificate.getSubjectX500Principal().getName() + " " + why);
    }
}
