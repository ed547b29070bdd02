package org.gridauthz.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/** What RFC 5280 §4.1 says of the form of one certificate and the JDK's lenient parser lets pass. */
final class CertificateForm {
    private static final Pattern UTC = Pattern.compile("\\d{12}Z");
    private static final Pattern GENERALIZED = Pattern.compile("\\d{14}Z");
    private static final int LONGEST_SERIAL = 20;

    private CertificateForm() {}

    /** @param proxy proxies are made by clients, whose serial numbers and times are looser by custom */
    static @Nullable Refused check(X509Certificate certificate, boolean proxy) {
        try {
            Certificate asn1 = Certificate.getInstance(certificate.getEncoded());
            TBSCertificate body = asn1.getTBSCertificate();
            if (!asn1.getSignatureAlgorithm().equals(body.getSignature())) {
                return malformed(certificate, "the inner and outer signature algorithms differ");
            }
            if (body.getVersionNumber() != 3) {
                return malformed(certificate, "its version is not 3");
            }
            if (!formed(body.getStartDate(), proxy) || !formed(body.getEndDate(), proxy)) {
                return malformed(certificate, "a validity date is not encoded as RFC 5280 §4.1.2.5 demands");
            }
            if (!proxy
                    && (certificate.getSerialNumber().signum() <= 0
                            || certificate.getSerialNumber().toByteArray().length > LONGEST_SERIAL)) {
                return malformed(certificate, "the serial number is not positive or longer than 20 octets");
            }
        } catch (CertificateEncodingException
                | RuntimeException e) { // BouncyCastle's unchecked ones: repeated extensions and more
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "a certificate does not parse");
        }
        return null;
    }

    /** Names that can be read and name somebody. */
    static @Nullable Refused names(X509Certificate certificate) {
        if (certificate.getSubjectX500Principal().getName().isEmpty()
                || certificate.getIssuerX500Principal().getName().isEmpty()) {
            return new Refused(TrustReason.NAME_EMPTY, "a certificate has an empty subject or issuer");
        }
        try {
            Dn.of(certificate.getSubjectX500Principal());
            Dn.of(certificate.getIssuerX500Principal());
            return null;
        } catch (MalformedIdentityException e) {
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static boolean formed(Time time, boolean proxy) {
        return switch (time.toASN1Primitive()) {
            case ASN1UTCTime utc -> UTC.matcher(text(utc)).matches();
            case ASN1GeneralizedTime full ->
                GENERALIZED.matcher(text(full)).matches()
                        && (proxy || text(full).compareTo("2050") >= 0);
            default -> false;
        };
    }

    /** The characters as they were sent: BouncyCastle's getters complete what is missing. */
    private static String text(ASN1Primitive time) {
        try {
            byte[] encoded = time.getEncoded();
            return new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    private static Refused malformed(X509Certificate certificate, String why) {
        return new Refused(
                TrustReason.CERTIFICATE_MALFORMED,
                certificate.getSubjectX500Principal().getName() + ": " + why);
    }
}
