package org.gridauthz.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, for a host or a robot, as kept in PEM files. RSA and EC keys in PKCS#8, PKCS#1 and SEC 1
 * form are read (canl's {@code PEMCredential} refuses EC keys).
 *
 * @param chain the certificate of the key first, then what stands above it
 */
public record HostCredential(List<X509Certificate> chain, PrivateKey key) {
    public HostCredential {
        chain = List.copyOf(chain);
    }

    /**
     * Reads certificate and key and makes sure that they belong together.
     *
     * @throws HostCredentialException naming the file and what is wrong with it; never holds key material
     */
    public static HostCredential read(Path certificate, Path key) throws HostCredentialException {
        List<X509Certificate> chain = new ArrayList<>();
        PrivateKey found = null;
        for (Object entry : entries(certificate)) {
            if (entry instanceof X509CertificateHolder holder) {
                chain.add(certificate(holder, certificate));
            }
        }
        if (chain.isEmpty()) {
            throw new HostCredentialException(certificate + " holds no certificate", null);
        }
        for (Object entry : entries(key)) {
            PrivateKey candidate = key(entry, key, chain.getFirst().getPublicKey());
            if (candidate != null && found == null) {
                found = candidate;
            }
        }
        if (found == null) {
            throw new HostCredentialException(key + " holds no private key", null);
        }
        if (!belongTogether(chain.getFirst(), found)) {
            throw new HostCredentialException(
                    "the key in " + key + " is not that of the first certificate in " + certificate, null);
        }
        return new HostCredential(chain, found);
    }

    /** {@code RSA} or {@code EC}. */
    String keyType() {
        return key.getAlgorithm();
    }

    /** The end of the leaf's life. */
    public Instant notAfter() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    boolean validAt(Instant time) {
        return !time.isBefore(chain.getFirst().getNotBefore().toInstant()) && time.isBefore(notAfter());
    }

    private static List<Object> entries(Path file) throws HostCredentialException {
        List<Object> entries = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser pem = new PEMParser(reader)) {
            for (Object entry = pem.readObject(); entry != null; entry = pem.readObject()) {
                entries.add(entry);
            }
        } catch (IOException | RuntimeException e) {
            throw new HostCredentialException(file + " cannot be read as PEM: " + e, e);
        }
        return entries;
    }

    private static X509Certificate certificate(X509CertificateHolder holder, Path file) throws HostCredentialException {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (GeneralSecurityException e) {
            throw new HostCredentialException(file + " holds a certificate that does not parse", e);
        }
    }

    private static @Nullable PrivateKey key(Object entry, Path file, PublicKey holder) throws HostCredentialException {
        return switch (entry) {
            case PEMKeyPair pair -> key(pair.getPrivateKeyInfo(), file, holder);
            case PrivateKeyInfo info -> key(info, file, holder);
            case PEMEncryptedKeyPair encrypted -> throw encrypted(file);
            case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted(file);
            default -> null; // certificates, EC parameters
        };
    }

    /** By the JDK's own names: BouncyCastle would call an EC key {@code ECDSA} and keep JSSE from using it. */
    private static PrivateKey key(PrivateKeyInfo info, Path file, PublicKey holder) throws HostCredentialException {
        AlgorithmIdentifier kind = info.getPrivateKeyAlgorithm();
        try {
            if (kind.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
            }
            if (kind.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey) && holder instanceof ECPublicKey owner) {
                // Not by its encoding: the JDK takes no SEC 1 key that repeats the curve, or leaves it to the
                // certificate.
                return KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(
                                ECPrivateKey.getInstance(info.parsePrivateKey()).getKey(), owner.getParams()));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new HostCredentialException(file + " holds a key that does not parse", e);
        }
        throw new HostCredentialException(
                file + " holds a key that is neither RSA nor EC, or of another kind than the certificate", null);
    }

    private static HostCredentialException encrypted(Path file) {
        return new HostCredentialException(
                "the key in " + file + " is encrypted; a service's key must be readable without a password", null);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        try {
            byte[] text = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
