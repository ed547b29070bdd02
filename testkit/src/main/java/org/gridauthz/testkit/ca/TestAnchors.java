package org.gridauthz.testkit.ca;

import eu.emi.security.authn.x509.helpers.trust.OpensslTruststoreHelper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An IGTF-style directory of trust anchors: for each CA its certificate, CRL, signing policy and namespaces file under both
 * hash names in use, OpenSSL 1.x's (SHA-1 of the canonical name) and the old one (MD5).
 */
public final class TestAnchors {
    private final Path directory;

    private TestAnchors(Path directory) {
        this.directory = directory;
    }

    /** An anchors directory at this place, made if it is missing; files already there stay. */
    public static TestAnchors in(Path directory) {
        try {
            return new TestAnchors(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** Installs the CA and those above it, each with a fresh CRL and a policy that lets it sign any name. */
    public TestAnchors add(TestCa ca) {
        for (TestCa each : ca.path()) {
            certificate(each);
            policies(each, "*");
            crl(each);
        }
        return this;
    }

    /** Writes the CA's certificate only. */
    public TestAnchors certificate(TestCa ca) {
        return write(ca, ".0", Pem.certificates(List.of(ca.certificate())));
    }

    /** Writes the CA's CRL as of now. */
    public TestAnchors crl(TestCa ca) {
        return crl(ca, ca.crl());
    }

    /** Writes a CRL with the given life. */
    public TestAnchors crl(TestCa ca, Instant thisUpdate, Instant nextUpdate) {
        return crl(ca, ca.crl(thisUpdate, nextUpdate));
    }

    /** Writes these bytes as the CA's CRL: another CA's, or garbage. */
    public TestAnchors crl(TestCa ca, byte[] der) {
        return write(ca, ".r0", Pem.block("X509 CRL", der));
    }

    /** Writes both policy files so that the CA may sign these subjects; {@code *} at the end of a pattern is any text. */
    public TestAnchors policies(TestCa ca, String... subjects) {
        return signingPolicy(ca, subjects).namespaces(ca, subjects);
    }

    /** Writes the Globus signing policy. */
    public TestAnchors signingPolicy(TestCa ca, String... subjects) {
        return write(ca, ".signing_policy", """
                # Written for tests
                access_id_CA  X509    '%s'
                pos_rights    globus  CA:sign
                cond_subjects globus  '"%s"'
                """.formatted(ca.slashName(), String.join("\" \"", subjects)));
    }

    /** Writes the EUGridPMA namespaces file. */
    public TestAnchors namespaces(TestCa ca, String... subjects) {
        StringBuilder text = new StringBuilder("# Written for tests\n");
        for (String subject : subjects) {
            text.append("TO Issuer \"%s\" \\\n  PERMIT Subject \"%s\"\n"
                    .formatted(ca.slashName(), subject.replace("*", ".*")));
        }
        return write(ca, ".namespaces", text.toString());
    }

    /** Writes any text under both names, for broken files. */
    public TestAnchors write(TestCa ca, String suffix, String text) {
        hashes(ca).forEach(hash -> Pem.write(directory.resolve(hash + suffix), text, "rw-r--r--"));
        return this;
    }

    /** Removes the CA's file with this suffix ({@code .0}, {@code .r0}, {@code .signing_policy}, {@code .namespaces}). */
    public TestAnchors remove(TestCa ca, String suffix) {
        hashes(ca).forEach(hash -> {
            try {
                Files.deleteIfExists(directory.resolve(hash + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return this;
    }

    /** The two file names, without suffix, of a CA: OpenSSL 1.x's and the old one. */
    public static List<String> hashes(TestCa ca) {
        return Stream.of(true, false)
                .map(modern -> OpensslTruststoreHelper.getOpenSSLCAHash(
                        ca.certificate().getSubjectX500Principal(), modern))
                .toList();
    }
}
