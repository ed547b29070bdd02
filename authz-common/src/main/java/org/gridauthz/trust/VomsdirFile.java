package org.gridauthz.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** One file of a vomsdir, read. */
sealed interface VomsdirFile {
    /** No honest file is larger, in bytes. */
    long LARGEST = 256 * 1024;

    record Lsc(LscFile lsc) implements VomsdirFile {}

    record Certificates(String vo, List<X509Certificate> certificates) implements VomsdirFile {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    static boolean hasKnownName(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".lsc") || name.endsWith(".pem"));
    }

    /**
     * @throws IOException if the file does not read
     * @throws IllegalArgumentException if it says nothing sensible
     */
    static VomsdirFile read(String vo, Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("larger than " + LARGEST + " bytes");
        }
        String name = file.getFileName().toString();
        if (name.endsWith(".lsc")) {
            String host = name.substring(0, name.length() - ".lsc".length());
            return new Lsc(LscFile.parse(vo, host, Files.readString(file, UTF_8)));
        }
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no certificate in it");
            }
            return new Certificates(vo, found);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a PEM certificate", e);
        }
    }
}
