package org.gridauthz.trust;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a site may choose about trust.
 *
 * @param reread how often the anchors directory is looked at
 * @param longestChain most certificates a peer may present; more are refused unread
 * @param smallestRsa bits of the smallest RSA key
 * @param smallestEc bits of the smallest elliptic curve field
 * @param hashes names of acceptable signature hashes, as in {@code SHA256withRSA}
 * @param missingCrl what to do when a CA has no CRL
 * @param policies when a CA must have a signing policy or namespaces file
 * @param proxies the kinds of proxy that are taken
 * @param cachedChains most verified chains kept
 */
public record TrustSettings(
        Duration reread,
        int longestChain,
        int smallestRsa,
        int smallestEc,
        Set<String> hashes,
        MissingCrl missingCrl,
        SigningPolicies policies,
        Set<ProxyKind> proxies,
        int cachedChains) {
    /** A CA without CRL. An expired or broken CRL refuses always. */
    public enum MissingCrl {
        /** Its certificates are taken; {@link TrustStatus} names the CA. */
        ACCEPTED,
        REFUSED
    }

    /** Signing policies and namespaces files. One that exists is always enforced. */
    public enum SigningPolicies {
        IF_PRESENT,
        REQUIRED
    }

    public TrustSettings {
        if (reread.isNegative() || reread.isZero() || reread.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("anchors must be reread at least every minute, not every " + reread);
        }
        if (longestChain < 1 || cachedChains < 1) {
            throw new IllegalArgumentException("longest chain and cached chains must be positive");
        }
        hashes = Set.copyOf(hashes);
        proxies = Set.copyOf(proxies);
    }

    /** RSA 2048, P-256, SHA-2 and SHA-3 from 256 bits, every kind of proxy, reread every 30 s. */
    public static TrustSettings defaults() {
        return new TrustSettings(
                Duration.ofSeconds(30),
                20,
                2048,
                256,
                Set.of("SHA256", "SHA384", "SHA512", "SHA3-256", "SHA3-384", "SHA3-512"),
                MissingCrl.ACCEPTED,
                SigningPolicies.IF_PRESENT,
                EnumSet.allOf(ProxyKind.class),
                20_000);
    }

    /** With another rule for missing CRLs. */
    public TrustSettings with(MissingCrl other) {
        return new TrustSettings(
                reread, longestChain, smallestRsa, smallestEc, hashes, other, policies, proxies, cachedChains);
    }

    /** With another rule for signing policies. */
    public TrustSettings with(SigningPolicies other) {
        return new TrustSettings(
                reread, longestChain, smallestRsa, smallestEc, hashes, missingCrl, other, proxies, cachedChains);
    }

    /** Taking these kinds of proxy only. */
    public TrustSettings withProxies(Set<ProxyKind> kinds) {
        return new TrustSettings(
                reread, longestChain, smallestRsa, smallestEc, hashes, missingCrl, policies, kinds, cachedChains);
    }
}
