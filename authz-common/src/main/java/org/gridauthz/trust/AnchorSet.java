package org.gridauthz.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Everything a site trusts by, as it was read at one moment. Immutable.
 *
 * @param anchors by subject; a CA that changed its key has several
 * @param crls by issuer
 * @param unreadableCrls hashes of file names whose CRL does not parse
 * @param policies signing policies and namespaces
 * @param problems what was not taken, a sentence each
 */
record AnchorSet(
        Map<X500Principal, List<X509Certificate>> anchors,
        Map<X500Principal, List<X509CRL>> crls,
        Set<String> unreadableCrls,
        SigningPolicyFiles policies,
        List<String> problems) {
    static final AnchorSet EMPTY = of(List.of(), List.of(), Set.of(), SigningPolicyFiles.NONE, List.of());

    static AnchorSet of(
            Collection<X509Certificate> anchors,
            Collection<X509CRL> crls,
            Set<String> unreadableCrls,
            SigningPolicyFiles policies,
            List<String> problems) {
        Map<X500Principal, List<X509Certificate>> bySubject = new HashMap<>();
        new LinkedHashSet<>(anchors)
                .forEach(anchor -> bySubject.merge(anchor.getSubjectX500Principal(), List.of(anchor), AnchorSet::join));
        Map<X500Principal, List<X509CRL>> byIssuer = new HashMap<>();
        new LinkedHashSet<>(crls)
                .forEach(crl -> byIssuer.merge(crl.getIssuerX500Principal(), List.of(crl), AnchorSet::join));
        return new AnchorSet(
                Map.copyOf(bySubject),
                Map.copyOf(byIssuer),
                Set.copyOf(unreadableCrls),
                policies,
                List.copyOf(problems));
    }

    /** Anchors from anywhere, without CRLs and policies. */
    static AnchorSet of(Collection<X509Certificate> anchors) {
        return of(anchors, List.of(), Set.of(), SigningPolicyFiles.NONE, List.of());
    }

    boolean isEmpty() {
        return anchors.isEmpty();
    }

    List<X509Certificate> all() {
        return anchors.values().stream().flatMap(List::stream).toList();
    }

    List<X509CRL> allCrls() {
        return crls.values().stream().flatMap(List::stream).toList();
    }

    List<String> withoutCrl() {
        return anchors.keySet().stream()
                .filter(name -> !crls.containsKey(name))
                .map(X500Principal::getName)
                .sorted()
                .toList();
    }

    Instant nextExpiry() {
        return Stream.concat(
                        all().stream().map(anchor -> anchor.getNotAfter().toInstant()),
                        allCrls().stream()
                                .filter(crl -> crl.getNextUpdate() != null)
                                .map(crl -> crl.getNextUpdate().toInstant()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static <T> List<T> join(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
