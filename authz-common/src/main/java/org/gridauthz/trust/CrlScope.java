package org.gridauthz.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** Whether a CRL says anything of a certificate: its issuing distribution point (RFC 5280 §5.2.5). */
final class CrlScope {
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";

    private CrlScope() {}

    static boolean covers(X509CRL crl, X509Certificate certificate) {
        Set<String> critical = crl.getCriticalExtensionOIDs();
        if (critical == null || critical.isEmpty()) {
            return true;
        }
        if (!critical.equals(Set.of(ISSUING_DISTRIBUTION_POINT))) {
            return false;
        }
        try {
            IssuingDistributionPoint scope =
                    IssuingDistributionPoint.getInstance(octets(crl.getExtensionValue(ISSUING_DISTRIBUTION_POINT)));
            boolean ca = certificate.getBasicConstraints() >= 0;
            return !scope.isIndirectCRL()
                    && !scope.onlyContainsAttributeCerts()
                    && scope.getOnlySomeReasons() == null
                    && !(scope.onlyContainsUserCerts() && ca)
                    && !(scope.onlyContainsCACerts() && !ca)
                    && (scope.getDistributionPoint() == null || shares(scope.getDistributionPoint(), certificate));
        } catch (RuntimeException e) { // BouncyCastle's way to report bad ASN.1
            return false;
        }
    }

    private static boolean shares(DistributionPointName part, X509Certificate certificate) {
        byte[] points = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (points == null) {
            return false;
        }
        Set<GeneralName> names = new HashSet<>();
        for (DistributionPoint point : CRLDistPoint.getInstance(octets(points)).getDistributionPoints()) {
            if (point.getDistributionPoint() != null) {
                names.addAll(names(point.getDistributionPoint()));
            }
        }
        names.retainAll(names(part));
        return !names.isEmpty();
    }

    private static Set<GeneralName> names(DistributionPointName name) {
        return name.getType() == DistributionPointName.FULL_NAME
                ? new HashSet<>(
                        Arrays.asList(GeneralNames.getInstance(name.getName()).getNames()))
                : Set.of();
    }

    private static byte[] octets(byte[] extension) {
        return ASN1OctetString.getInstance(extension).getOctets();
    }
}
