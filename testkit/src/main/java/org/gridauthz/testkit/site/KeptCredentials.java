package org.gridauthz.testkit.site;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.jspecify.annotations.Nullable;

/** Credentials as files of a directory: what is there and still good for a while is kept, the rest is made anew. */
final class KeptCredentials {
    private static final Duration GOOD_ENOUGH = Duration.ofDays(1);

    private final Path directory;

    KeptCredentials(Path directory) {
        this.directory = directory;
    }

    Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    Path key(String name) {
        return directory.resolve(name + "-key.pem");
    }

    /** A root CA; its key stays with it, since this is a world to throw away. */
    TestCa ca(String name, Supplier<TestCa> otherwise) {
        TestCredential held = read(name, List.of());
        if (held != null && lasts(held.leaf(), GOOD_ENOUGH)) {
            return TestCa.of(held.leaf(), held.key());
        }
        TestCa made = otherwise.get();
        write(name, made.credential());
        return made;
    }

    /** A credential issued by this CA. */
    TestCredential issuedBy(TestCa ca, String name, Supplier<TestCredential> otherwise) {
        return issuedBy(ca, name, any -> true, otherwise);
    }

    /** A credential issued by this CA that also fits. */
    TestCredential issuedBy(
            TestCa ca, String name, Predicate<X509Certificate> fits, Supplier<TestCredential> otherwise) {
        TestCredential held = read(name, List.of(ca.certificate()));
        if (held != null && lasts(held.leaf(), GOOD_ENOUGH) && isFrom(ca, held.leaf()) && fits.test(held.leaf())) {
            return held;
        }
        TestCredential made = otherwise.get();
        write(name, made);
        return made;
    }

    static boolean lasts(X509Certificate certificate, Duration time) {
        return certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(time));
    }

    private static boolean isFrom(TestCa ca, X509Certificate certificate) {
        try {
            certificate.verify(ca.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void write(String name, TestCredential credential) {
        credential.writeKey(key(name));
        credential.writeChain(certificate(name));
    }

    private @Nullable TestCredential read(String name, List<X509Certificate> authorities) {
        if (!Files.isReadable(certificate(name)) || !Files.isReadable(key(name))) {
            return null;
        }
        try {
            return Pem.read(authorities, certificate(name), key(name));
        } catch (UncheckedIOException | IllegalStateException e) {
            // Half-written or foreign files are replaced.
            return null;
        }
    }
}
