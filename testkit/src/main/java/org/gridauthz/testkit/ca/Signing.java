package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Serial numbers, signatures and the last step of making a certificate. */
final class Signing {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Signing() {}

    static BigInteger serial() {
        return new BigInteger(63, RANDOM).add(BigInteger.ONE);
    }

    static ContentSigner signer(PrivateKey key, String hash) {
        try {
            String algorithm = hash + "with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm());
            return new JcaContentSignerBuilder(algorithm).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509v3CertificateBuilder builder(
            X500Name issuer, BigInteger serial, Instant from, Instant to, X500Name subject, PublicKey key) {
        return new X509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(from),
                Date.from(to),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    static void add(X509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
        try {
            builder.addExtension(new Extension(oid, critical, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, String hash) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key, hash)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
