package org.gridauthz.trust;

import eu.emi.security.authn.x509.helpers.ns.NamespacePolicy;
import eu.emi.security.authn.x509.impl.OpensslNameUtils;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Which names a CA may sign: Globus {@code .signing_policy} and EUGridPMA {@code .namespaces} files, read by canl. A policy
 * may stand in the CA's own file or in that of a CA above it; where both kinds exist both must permit, and a DENY wins.
 *
 * @param signing by hash of the file name
 * @param namespaces by hash of the file name
 * @param unreadable hashes of file names whose contents do not parse
 */
record SigningPolicyFiles(
        Map<String, List<NamespacePolicy>> signing,
        Map<String, List<NamespacePolicy>> namespaces,
        Set<String> unreadable) {
    static final SigningPolicyFiles NONE = new SigningPolicyFiles(Map.of(), Map.of(), Set.of());

    /**
     * Checks every certificate of a path that is not self-issued.
     *
     * @param path end entity first, anchor last
     */
    @Nullable
    Refused check(List<X509Certificate> path, TrustSettings.SigningPolicies when) {
        if (this.equals(NONE) && when == TrustSettings.SigningPolicies.IF_PRESENT) {
            return null;
        }
        List<X500Principal> issuers =
                path.stream().map(X509Certificate::getIssuerX500Principal).toList();
        for (int i = 0; i < path.size() - 1; i++) {
            X500Principal subject = path.get(i).getSubjectX500Principal();
            if (subject.equals(issuers.get(i))) {
                continue;
            }
            Refused refused = check(subject, issuers.subList(i, issuers.size()), when);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private @Nullable Refused check(
            X500Principal subject, List<X500Principal> issuers, TrustSettings.SigningPolicies when) {
        if (CaHash.of(issuers.getFirst()).stream().anyMatch(unreadable::contains)) {
            return new Refused(
                    TrustReason.SIGNING_POLICY_UNREADABLE,
                    "the policy of " + issuers.getFirst().getName() + " does not parse");
        }
        List<NamespacePolicy> byNamespaces = applicable(namespaces, issuers);
        List<NamespacePolicy> bySigning = applicable(signing, issuers);
        if (byNamespaces.isEmpty() && bySigning.isEmpty()) {
            return when == TrustSettings.SigningPolicies.IF_PRESENT
                    ? null
                    : new Refused(
                            TrustReason.SIGNING_POLICY_MISSING,
                            "no policy says what " + issuers.getFirst().getName() + " may sign");
        }
        if (!permits(byNamespaces, subject)) {
            return new Refused(TrustReason.NAMESPACE_VIOLATED, violation(subject, issuers.getFirst(), "namespaces"));
        }
        if (!permits(bySigning, subject)) {
            return new Refused(
                    TrustReason.SIGNING_POLICY_VIOLATED, violation(subject, issuers.getFirst(), "signing policy"));
        }
        return null;
    }

    /** What the nearest file says of this issuer: its own, else that of the CA above, and so on. */
    private static List<NamespacePolicy> applicable(
            Map<String, List<NamespacePolicy>> files, List<X500Principal> issuers) {
        if (files.isEmpty()) {
            return List.of();
        }
        X500Principal issuer = issuers.getFirst();
        List<String> names = Stream.concat(
                        CaHash.of(issuer).stream(),
                        Stream.of(OpensslNameUtils.normalize(
                                OpensslNameUtils.convertFromRfc2253(issuer.getName(), false))))
                .toList();
        for (X500Principal definer : issuers) {
            for (String hash : CaHash.of(definer)) {
                List<NamespacePolicy> found = files.getOrDefault(hash, List.of()).stream()
                        .filter(policy -> names.contains(policy.getIssuer()))
                        .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static boolean permits(List<NamespacePolicy> policies, X500Principal subject) {
        List<NamespacePolicy> matching = policies.stream()
                .filter(policy -> policy.isSubjectMatching(subject))
                .toList();
        return policies.isEmpty() || (!matching.isEmpty() && matching.stream().allMatch(NamespacePolicy::isPermit));
    }

    private static String violation(X500Principal subject, X500Principal issuer, String file) {
        return "the " + file + " of " + issuer.getName() + " does not let it sign " + subject.getName();
    }
}
