package org.gridauthz.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain as bytes: PEM text (RFC 7468) taken apart, nothing parsed. A chain believed before is known again by these bytes,
 * which costs a tenth of reading its certificates. Other blocks, such as the key in a proxy file, are stepped over.
 *
 * @param certificates DER, as presented; not for changing
 */
record EncodedChain(List<byte[]> certificates) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final List<String> LABELS =
            List.of("CERTIFICATE-----", "X509 CERTIFICATE-----", "TRUSTED CERTIFICATE-----");

    /** @throws CertificateException if there is none, or a block is not base64; the message holds nothing of the text */
    static EncodedChain of(String pem) throws CertificateException {
        if (pem.length() > PemCertificates.LONGEST_TEXT) {
            throw new CertificateException("more than " + PemCertificates.LONGEST_TEXT + " characters of PEM");
        }
        List<byte[]> found = new ArrayList<>(4);
        int at = 0;
        while ((at = pem.indexOf(BEGIN, at)) >= 0) {
            at += BEGIN.length();
            int begin = behindLabel(pem, at);
            int end = begin < 0 ? -1 : pem.indexOf('-', begin);
            if (end >= 0 && pem.startsWith(END, end) && behindLabel(pem, end + END.length()) >= 0) {
                found.add(PemBase64.decode(pem.substring(begin, end)));
                at = end;
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("no PEM certificate");
        }
        return new EncodedChain(List.copyOf(found));
    }

    /** Reads every certificate. */
    List<X509Certificate> parse() throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>(certificates.size());
        for (byte[] der : certificates) {
            chain.add(PemCertificates.certificate(der));
        }
        return chain;
    }

    private static int behindLabel(String pem, int at) {
        for (String label : LABELS) {
            if (pem.startsWith(label, at)) {
                return at + label.length();
            }
        }
        return -1;
    }
}
