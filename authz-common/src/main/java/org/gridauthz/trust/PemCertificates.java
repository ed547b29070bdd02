package org.gridauthz.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and CRLs out of PEM text (RFC 7468). Other blocks, such as the key in a proxy file, are stepped over. */
public final class PemCertificates {
    /** Most characters of PEM text looked at for a chain. */
    public static final int LONGEST_TEXT = 1 << 20;

    private static final Pattern CERTIFICATE = block("(?:X509 |TRUSTED )?CERTIFICATE");
    private static final Pattern CRL = block("X509 CRL");

    private PemCertificates() {}

    /**
     * The certificates in order.
     *
     * @throws CertificateException if there is none, or one does not parse; the message holds nothing of the text
     */
    public static List<X509Certificate> parse(String pem) throws CertificateException {
        if (pem.length() > LONGEST_TEXT) {
            throw new CertificateException("more than " + LONGEST_TEXT + " characters of PEM");
        }
        return certificates(pem);
    }

    static List<X509Certificate> certificates(String pem) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = CERTIFICATE.matcher(pem);
        while (block.find()) {
            certificates.add(certificate(PemBase64.decode(block.group(1))));
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no PEM certificate");
        }
        return certificates;
    }

    /** Those that parse, for anchors: one that does not must not take the others with it. */
    static List<X509Certificate> readable(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = CERTIFICATE.matcher(pem);
        while (block.find()) {
            try {
                certificates.add(certificate(PemBase64.decode(block.group(1))));
            } catch (CertificateException e) {
                // not trusted, as if it were not there
            }
        }
        return certificates;
    }

    /** One DER certificate, nothing behind it. */
    static X509Certificate certificate(byte[] der) throws CertificateException {
        ByteArrayInputStream in = new ByteArrayInputStream(der);
        try {
            X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
            if (certificate == null || in.available() != 0) {
                throw new CertificateException("bytes behind the certificate");
            }
            return certificate;
        } catch (RuntimeException e) { // the JDK's parser throws unchecked exceptions at some damaged keys
            throw new CertificateException("not a certificate", e);
        }
    }

    /** The CRLs of a file, PEM or DER. */
    static List<X509CRL> crls(byte[] file, String text) throws CertificateException {
        List<X509CRL> crls = new ArrayList<>();
        Matcher block = CRL.matcher(text);
        try {
            while (block.find()) {
                crls.add(crl(PemBase64.decode(block.group(1))));
            }
            return crls.isEmpty() ? List.of(crl(file)) : crls;
        } catch (CRLException | RuntimeException e) {
            throw new CertificateException("not a CRL", e);
        }
    }

    private static X509CRL crl(byte[] der) throws CertificateException, CRLException {
        @Nullable X509CRL crl = (X509CRL) factory().generateCRL(new ByteArrayInputStream(der));
        if (crl == null) {
            throw new CRLException("empty");
        }
        return crl;
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static Pattern block(String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
    }
}
