package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;

/** Credentials in a folder, handed from one process to another; they are of this run only. */
final class Callers {
    private static final int SILENCE_MILLIS = 8_000;

    private Callers() {}

    static Path write(Path folder, List<TestCredential> callers, Path anchor) throws IOException {
        Files.createDirectories(folder);
        Files.copy(anchor, folder.resolve("anchor.pem"));
        for (int i = 0; i < callers.size(); i++) {
            callers.get(i).writeChain(folder.resolve(i + ".pem"));
            callers.get(i).writeKey(folder.resolve(i + ".key"));
        }
        return folder;
    }

    /** @param from the addresses they come from, in turn */
    static List<Identity> read(Path folder, List<InetAddress> from) {
        List<X509Certificate> anchors = anchors(folder.resolve("anchor.pem"));
        List<Identity> callers = new ArrayList<>();
        for (int i = 0; Files.exists(folder.resolve(i + ".pem")); i++) {
            TestCredential one = Pem.read(List.of(), folder.resolve(i + ".pem"), folder.resolve(i + ".key"));
            callers.add(new Identity(one, anchors, SILENCE_MILLIS, from.get(i % from.size())));
        }
        return List.copyOf(callers);
    }

    static List<X509Certificate> anchors(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return List.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("no anchor in " + file, e);
        }
    }
}
