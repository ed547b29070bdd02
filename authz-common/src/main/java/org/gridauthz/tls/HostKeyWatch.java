package org.gridauthz.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.tls.TlsSettings.HostKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the keys served in step with the files: looks at their content, not their times, since a copy may keep an old one.
 * New files that cannot be used leave the old keys in service and raise an alarm until they can.
 */
public final class HostKeyWatch {
    private static final Logger log = LoggerFactory.getLogger(HostKeyWatch.class);

    private final List<HostKey> files;
    private final InstantSource clock;
    private final HostKeys keys;
    private byte[] seen;
    private volatile @Nullable String alarm;

    /** @throws HostCredentialException if the files cannot be used at start: then there is nothing to serve with */
    HostKeyWatch(List<HostKey> files, InstantSource clock) throws HostCredentialException {
        this.files = List.copyOf(files);
        this.clock = clock;
        this.seen = digest(this.files);
        this.keys = new HostKeys(read(this.files));
        for (HostCredential credential : keys.credentials()) {
            if (!credential.validAt(clock.instant())) {
                // Serving goes on: the clock may be the culprit, and a service that is down tells nobody.
                alarm("the host certificate is not valid now, only from %s to %s"
                        .formatted(credential.chain().getFirst().getNotBefore().toInstant(), credential.notAfter()));
            }
        }
    }

    HostKeys keys() {
        return keys;
    }

    /** The certificate that is served; the RSA one where there are two. */
    public X509Certificate certificate() {
        List<HostCredential> served = keys.credentials();
        return served.stream()
                .filter(each -> each.keyType().equals("RSA"))
                .findFirst()
                .orElse(served.getFirst())
                .chain()
                .getFirst();
    }

    /** What is wrong with the files, null while all is well. */
    public @Nullable String alarm() {
        return alarm;
    }

    /** When the first of the certificates in service expires. */
    public Instant notAfter() {
        return keys.credentials().stream()
                .map(HostCredential::notAfter)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Seconds until {@link #notAfter()}; negative when it has passed. */
    public long secondsLeft() {
        return Duration.between(clock.instant(), notAfter()).toSeconds();
    }

    /** Looks at the files once; true if other keys are served from now on. */
    synchronized boolean look() {
        try {
            byte[] now = digest(files);
            if (Arrays.equals(now, seen)) {
                return false;
            }
            List<HostCredential> fresh = read(files);
            for (HostCredential credential : fresh) {
                if (!credential.validAt(clock.instant())) {
                    alarm("the new host certificate is not valid now; the old one stays in service");
                    return false;
                }
            }
            if (!Arrays.equals(now, digest(files))) {
                return false; // somebody is writing: the next look will see the end of it
            }
            keys.exchange(fresh);
            seen = now;
            alarm = null;
            log.info("a new host certificate is served, valid until {}", notAfter());
            return true;
        } catch (HostCredentialException e) {
            alarm(e.getMessage() + "; the old host certificate stays in service");
            return false;
        }
    }

    private void alarm(String what) {
        if (!what.equals(alarm)) {
            alarm = what;
            log.error("host certificate: {}", what);
        }
    }

    private static List<HostCredential> read(List<HostKey> files) throws HostCredentialException {
        List<HostCredential> credentials = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        for (HostKey file : files) {
            HostCredential credential = HostCredential.read(file.certificate(), file.key());
            if (!kinds.add(credential.keyType())) {
                throw new HostCredentialException(
                        file.certificate() + " is a second " + credential.keyType() + " certificate; one of each kind",
                        null);
            }
            credentials.add(credential);
        }
        if (credentials.isEmpty()) {
            throw new HostCredentialException("no host certificate is configured", null);
        }
        return credentials;
    }

    private static byte[] digest(List<HostKey> files) throws HostCredentialException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (HostKey file : files) {
                digest.update(Files.readAllBytes(file.certificate()));
                digest.update(Files.readAllBytes(file.key()));
            }
            return digest.digest();
        } catch (IOException e) {
            throw new HostCredentialException("host certificate or key cannot be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
