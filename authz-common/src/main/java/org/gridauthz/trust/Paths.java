package org.gridauthz.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways from an end entity to an anchor: by name, then by signature. Cross-signed CAs give several; they are
 * tried, shortest first, until one is good. The work is bounded by counts, so that no bag of certificates buys more.
 */
final class Paths {
    /** Signatures checked for one chain, at most. */
    static final int MOST_SIGNATURES = 64;
    /** Complete paths judged for one chain, at most. */
    static final int MOST_PATHS = 16;
    /** Certificates in a path, anchor included, at most. */
    static final int LONGEST = 12;

    private final AnchorSet anchors;
    private final List<X509Certificate> bag;
    private int signatures;
    private boolean nameFound;

    Paths(AnchorSet anchors, List<X509Certificate> others) {
        this.anchors = anchors;
        this.bag = List.copyOf(new LinkedHashSet<>(others));
    }

    /**
     * Gives each path (end entity first, anchor last) to the judge until it answers with something other than a refusal.
     *
     * @return that answer; else the refusal of the first path; else why there was no path
     */
    ChainVerdict first(X509Certificate endEntity, Function<List<X509Certificate>, ChainVerdict> judge) {
        ChainVerdict refusal = null;
        int judged = 0;
        List<List<X509Certificate>> level = List.of(List.of(endEntity));
        for (int length = 1; length < LONGEST && !level.isEmpty(); length++) {
            List<List<X509Certificate>> next = new ArrayList<>();
            for (List<X509Certificate> partial : level) {
                for (X509Certificate anchor : anchorsOf(partial.getLast())) {
                    if (judged++ == MOST_PATHS) {
                        return refusal == null ? none(endEntity) : refusal;
                    }
                    ChainVerdict verdict = judge.apply(plus(partial, anchor));
                    if (!(verdict instanceof Refused)) {
                        return verdict;
                    }
                    refusal = refusal == null ? verdict : refusal;
                }
                for (X509Certificate issuer : bag) {
                    if (!repeats(partial, issuer) && signs(issuer, partial.getLast())) {
                        next.add(plus(partial, issuer));
                    }
                }
            }
            level = next;
        }
        return refusal == null ? none(endEntity) : refusal;
    }

    private List<X509Certificate> anchorsOf(X509Certificate certificate) {
        return anchors.anchors().getOrDefault(certificate.getIssuerX500Principal(), List.of()).stream()
                .filter(anchor -> !anchor.equals(certificate) && signs(anchor, certificate))
                .toList();
    }

    private boolean signs(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        nameFound = true;
        if (signatures++ >= MOST_SIGNATURES) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) { // unchecked at some impossible keys
            return false;
        }
    }

    /** A certificate already in the path, or another one for the same name and key: it would lead nowhere new. */
    private static boolean repeats(List<X509Certificate> path, X509Certificate next) {
        return path.stream()
                .anyMatch(c -> c.getSubjectX500Principal().equals(next.getSubjectX500Principal())
                        && c.getPublicKey().equals(next.getPublicKey()));
    }

    private Refused none(X509Certificate endEntity) {
        String name = endEntity.getIssuerX500Principal().getName();
        return nameFound && !anchored(endEntity)
                ? new Refused(
                        TrustReason.SIGNATURE_WRONG,
                        "no key named " + name + " made the signature, or its CA is unknown")
                : new Refused(TrustReason.ANCHOR_UNKNOWN, "no trust anchor stands behind " + name);
    }

    /** Whether some certificate at hand did sign the end entity, so that what is missing is further up. */
    private boolean anchored(X509Certificate endEntity) {
        return bag.stream().anyMatch(issuer -> signs(issuer, endEntity));
    }

    private static List<X509Certificate> plus(List<X509Certificate> path, @Nullable X509Certificate next) {
        List<X509Certificate> longer = new ArrayList<>(path);
        if (next != null) {
            longer.add(next);
        }
        return longer;
    }
}
