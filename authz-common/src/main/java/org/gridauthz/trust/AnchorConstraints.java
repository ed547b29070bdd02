package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/** Name constraints in the anchor's own certificate, which path validation proper starts below of. */
final class AnchorConstraints {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    private AnchorConstraints() {}

    /** @param path end entity first, anchor last */
    static @Nullable Refused check(List<X509Certificate> path) {
        byte[] extension = path.getLast().getExtensionValue(NAME_CONSTRAINTS);
        if (extension == null) {
            return null;
        }
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate certificate = path.get(i);
            boolean selfIssued = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (i > 0 && selfIssued) {
                continue;
            }
            try {
                check(constraints(extension), certificate);
            } catch (NameConstraintValidatorException e) {
                return PathRules.refused(
                        TrustReason.NAME_CONSTRAINT_VIOLATED, certificate, "is outside what its anchor may name");
            } catch (RuntimeException e) { // BouncyCastle's way to report bad ASN.1
                return PathRules.refused(
                        TrustReason.CERTIFICATE_MALFORMED, certificate, "or its anchor has names that do not parse");
            }
        }
        return null;
    }

    private static PKIXNameConstraintValidator constraints(byte[] extension) {
        NameConstraints constraints = NameConstraints.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            validator.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
        if (excluded != null) {
            Arrays.stream(excluded).forEach(validator::addExcludedSubtree);
        }
        return validator;
    }

    private static void check(PKIXNameConstraintValidator validator, X509Certificate certificate)
            throws NameConstraintValidatorException {
        X500Name subject = X500Name.getInstance(
                ASN1Sequence.getInstance(certificate.getSubjectX500Principal().getEncoded()));
        validator.checkPermittedDN(subject);
        validator.checkExcludedDN(subject);
        byte[] extension = certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME);
        if (extension != null) {
            byte[] names = ASN1OctetString.getInstance(extension).getOctets();
            for (GeneralName name : GeneralNames.getInstance(names).getNames()) {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            }
        }
    }
}
