package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** PEM text and files. A file appears whole, with its mode already right, so that a watching service never reads half. */
public final class Pem {
    private Pem() {}

    /** The certificates in order. */
    public static String certificates(Iterable<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    static String pkcs8(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String traditional(PrivateKey key) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String block(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads certificates and the one key of a file, or of a certificate file and a key file.
     *
     * @throws IllegalStateException if there is no key
     */
    public static TestCredential read(List<X509Certificate> authorities, Path... files) {
        List<X509Certificate> chain = new ArrayList<>();
        PrivateKey key = null;
        try {
            for (Path file : files) {
                PEMParser parser = new PEMParser(new StringReader(Files.readString(file)));
                for (Object read = parser.readObject(); read != null; read = parser.readObject()) {
                    if (read instanceof X509CertificateHolder holder) {
                        chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                    } else {
                        key = key(read);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        if (key == null) {
            throw new IllegalStateException("no key in " + List.of(files));
        }
        return new TestCredential(chain, key, authorities);
    }

    private static @Nullable PrivateKey key(Object read) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        return switch (read) {
            case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
            case PrivateKeyInfo info -> converter.getPrivateKey(info);
            default -> null;
        };
    }

    /** Writes text under the given mode, replacing the file at once. */
    public static Path write(Path file, String text, String mode) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".part", null);
            Files.writeString(part, text);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(mode));
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file holds exactly this certificate. */
    public static boolean reads(Path file, X509Certificate certificate) {
        try {
            return Files.isReadable(file) && Files.readString(file).equals(certificates(List.of(certificate)));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the file holds a CRL that is good for this long. */
    public static boolean crlLasts(Path file, Duration time) {
        if (!Files.isReadable(file)) {
            return false;
        }
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            return parser.readObject() instanceof X509CRLHolder crl
                    && crl.getNextUpdate() != null
                    && crl.getNextUpdate().toInstant().isAfter(Instant.now().plus(time));
        } catch (IOException e) {
            return false;
        }
    }
}
