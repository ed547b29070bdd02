package org.gridauthz.trust;

import eu.emi.security.authn.x509.helpers.ns.NamespacePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gridauthz.trust.AnchorFile.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A directory in the layout of {@code /etc/grid-security/certificates}: {@code HASH.0} certificates, {@code HASH.r0} CRLs,
 * {@code HASH.signing_policy}, {@code HASH.namespaces}, under OpenSSL 1.x's hash or the older one. Only changed files are
 * parsed again. A file that becomes unreadable keeps its last good contents; a file that is gone is gone.
 *
 * <p>Not thread-safe: one thread rereads.
 */
final class AnchorDirectory {
    private record Known(
            Stamp stamp, AnchorFile file, @Nullable String problem) {}

    private static final int MOST_FILES = 50_000;

    private final Path directory;
    private Map<Path, Known> known = Map.of();
    private @Nullable AnchorSet last;

    AnchorDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * What is in the directory now; the same object as last time if nothing changed.
     *
     * @throws IOException if it cannot be listed or holds no anchor that can be read
     */
    AnchorSet read() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.filter(file -> AnchorFile.NAME
                            .matcher(file.getFileName().toString())
                            .matches())
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
        Map<Path, Known> now = new HashMap<>();
        for (Path file : files) {
            Known read = read(file);
            if (read != null) {
                now.put(file, read);
            }
        }
        if (last != null && now.equals(known)) {
            return last;
        }
        AnchorSet set = assemble(now, files);
        if (set.isEmpty()) {
            throw new IOException("no trust anchor in " + directory);
        }
        known = now;
        last = set;
        return set;
    }

    private @Nullable Known read(Path file) {
        Known before = known.get(file);
        Stamp stamp;
        try {
            stamp = Stamp.of(file);
        } catch (IOException e) { // gone since it was listed, or a link to nowhere
            return null;
        }
        if (before != null && before.stamp.equals(stamp)) {
            return before;
        }
        AnchorFile parsed = AnchorFile.read(file);
        if (parsed instanceof AnchorFile.Broken broken) {
            String problem = file.getFileName() + ": " + broken.why();
            return before != null && !(before.file instanceof AnchorFile.Broken)
                    ? new Known(stamp, before.file, problem + " (its last good contents stay in use)")
                    : new Known(stamp, broken, problem);
        }
        return parsed == null ? null : new Known(stamp, parsed, null);
    }

    private static AnchorSet assemble(Map<Path, Known> files, List<Path> order) {
        List<X509Certificate> anchors = new ArrayList<>();
        List<X509CRL> crls = new ArrayList<>();
        Map<String, List<NamespacePolicy>> signing = new HashMap<>();
        Map<String, List<NamespacePolicy>> namespaces = new HashMap<>();
        Set<String> unreadableCrls = new HashSet<>();
        Set<String> unreadablePolicies = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (Path path : order) {
            Known one = files.get(path);
            if (one == null) {
                continue;
            }
            if (one.problem != null) {
                problems.add(one.problem);
            }
            switch (one.file) {
                case AnchorFile.Certificates file -> anchors.addAll(file.certificates());
                case AnchorFile.Crls file -> crls.addAll(file.crls());
                case AnchorFile.Signing file -> signing.put(file.hash(), file.policies());
                case AnchorFile.Namespaces file -> namespaces.put(file.hash(), file.policies());
                case AnchorFile.Broken file -> {
                    if (file.suffix().charAt(0) == 'r') {
                        unreadableCrls.add(file.hash());
                    } else if (!Character.isDigit(file.suffix().charAt(0))) {
                        unreadablePolicies.add(file.hash());
                    }
                }
            }
        }
        return AnchorSet.of(
                anchors,
                crls,
                unreadableCrls,
                new SigningPolicyFiles(Map.copyOf(signing), Map.copyOf(namespaces), Set.copyOf(unreadablePolicies)),
                problems);
    }
}
