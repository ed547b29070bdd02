package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.identity.Dn;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The whole judgement of a chain under one set of anchors: cheap questions first, signatures after them. Immutable and
 * shared by all threads.
 */
record Verification(AnchorSet anchors, TrustSettings settings, AttributeReader attributes) implements AuthorityCheck {
    /**
     * A chain that was believed, and the time within which it stays so.
     *
     * @param until the end of the first certificate, CRL or attribute certificate that it rests on
     */
    record Held(VerifiedChain chain, Instant from, Instant until, long vomsdirGeneration) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && !at.truncatedTo(ChronoUnit.SECONDS).isAfter(until);
        }
    }

    sealed interface Outcome {}

    record Good(Held held) implements Outcome {}

    record Bad(ChainVerdict verdict) implements Outcome {
        String text() {
            return verdict instanceof Refused refused
                    ? refused.reason().code() + ": " + refused.detail()
                    : verdict.toString();
        }
    }

    Outcome judge(List<X509Certificate> leafFirst, byte[] digest, Instant at) {
        Refused bounds = bounds(leafFirst, settings);
        if (bounds != null) {
            return new Bad(bounds);
        }
        switch (PresentedChain.of(leafFirst)) {
            case PresentedChain.Not not -> {
                return new Bad(not.refused());
            }
            case PresentedChain.Apart apart -> {
                PresentedChain chain = apart.chain();
                Refused refused = presented(chain, at);
                if (refused != null) {
                    return new Bad(refused);
                }
                List<Outcome> good = new ArrayList<>(1);
                ChainVerdict verdict = new Paths(anchors, chain.others())
                        .first(chain.endEntity(), path -> path(chain, path, leafFirst, digest, at, good));
                return good.isEmpty() ? new Bad(verdict) : good.getFirst();
            }
        }
    }

    /** Judges an attribute authority's chain, which must have no proxies. */
    @Override
    public @Nullable String refusal(List<X509Certificate> chain, Instant at) {
        if (!chain.isEmpty()
                && CertificateForm.names(chain.getFirst()) == null
                && ProxyKind.of(chain.getFirst()) != null) {
            return "an attribute authority must not be a proxy";
        }
        Verification plain = new Verification(anchors, settings, AttributeReader.NONE);
        return plain.judge(chain, new byte[32], at) instanceof Bad bad ? bad.text() : null;
    }

    /** What can be said without looking at a certificate. */
    static @Nullable Refused bounds(List<?> leafFirst, TrustSettings settings) {
        if (leafFirst.isEmpty()) {
            return new Refused(TrustReason.CHAIN_EMPTY, "there is no certificate");
        }
        if (leafFirst.size() > settings.longestChain()) {
            return new Refused(
                    TrustReason.CHAIN_TOO_LONG,
                    leafFirst.size() + " certificates, at most " + settings.longestChain() + " are looked at");
        }
        return null;
    }

    /** What can be said of proxies and end entity without knowing a CA. */
    private @Nullable Refused presented(PresentedChain chain, Instant at) {
        Refused refused = null;
        for (X509Certificate proxy : chain.proxies()) {
            refused = refused == null ? one(proxy, true, at) : refused;
        }
        if (refused == null) {
            refused = one(chain.endEntity(), false, at);
        }
        if (refused == null) {
            refused = new ProxyRules(settings.proxies()).check(chain);
        }
        return refused == null ? PathRules.endEntity(chain.endEntity()) : refused;
    }

    private @Nullable Refused one(X509Certificate certificate, boolean proxy, Instant at) {
        Refused refused = CertificateForm.names(certificate);
        if (refused == null) {
            refused = CertificateForm.check(certificate, proxy);
        }
        if (refused == null) {
            refused = dates(certificate, at);
        }
        if (refused == null) {
            refused = new Strength(settings).key(certificate);
        }
        return refused == null ? new Strength(settings).hash(certificate) : refused;
    }

    private static @Nullable Refused dates(X509Certificate certificate, Instant at) {
        // a certificate's last second is wholly in
        if (at.truncatedTo(ChronoUnit.SECONDS).isAfter(certificate.getNotAfter().toInstant())) {
            return PathRules.refused(
                    TrustReason.CERTIFICATE_EXPIRED,
                    certificate,
                    "expired at " + certificate.getNotAfter().toInstant());
        }
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return PathRules.refused(
                    TrustReason.CERTIFICATE_NOT_YET_VALID,
                    certificate,
                    "is valid from " + certificate.getNotBefore().toInstant());
        }
        return null;
    }

    private ChainVerdict path(
            PresentedChain chain,
            List<X509Certificate> path,
            List<X509Certificate> leafFirst,
            byte[] digest,
            Instant at,
            List<Outcome> good) {
        Refused refused = rules(chain, path, at);
        if (refused != null) {
            return refused;
        }
        RevocationLists.Answer crls = new RevocationLists(anchors, settings.missingCrl()).check(path, at);
        if (crls.refused() != null) {
            return crls.refused();
        }
        Held held = held(chain, path, crls.until(), attributes.read(leafFirst, this, at), digest);
        good.add(new Good(held));
        return new ChainVerdict.Believed(held.chain);
    }

    private @Nullable Refused rules(PresentedChain chain, List<X509Certificate> path, Instant at) {
        X509Certificate anchor = path.getLast();
        List<X509Certificate> below = path.subList(0, path.size() - 1);
        Refused refused = dates(anchor, at);
        refused = refused == null ? new Strength(settings).key(anchor) : refused;
        for (X509Certificate ca : below.subList(1, below.size())) {
            refused = refused == null ? one(ca, false, at) : refused;
        }
        refused = refused == null ? PathRules.check(path) : refused;
        refused = refused == null ? AnchorConstraints.check(path) : refused;
        refused = refused == null ? PkixReview.check(below, anchor, at) : refused;
        if (refused == null && chain.hasProxies()) {
            refused = CanlReview.check(chain.proxiesAndEndEntity(), path.get(1), at);
        }
        return refused == null ? anchors.policies().check(path, settings.policies()) : refused;
    }

    private static Held held(
            PresentedChain chain, List<X509Certificate> path, Instant crlsUntil, VomsReading voms, byte[] digest) {
        List<X509Certificate> all =
                Stream.concat(chain.proxies().stream(), path.stream()).toList();
        Instant from = Stream.concat(all.stream().map(c -> c.getNotBefore().toInstant()), Stream.of(voms.from()))
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        Instant notAfter = all.stream()
                .map(c -> c.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(Instant.MIN);
        X509Certificate endEntity = chain.endEntity();
        VerifiedChain verified = new VerifiedChain(
                Dn.of(endEntity.getSubjectX500Principal()),
                Dn.of(endEntity.getIssuerX500Principal()),
                endEntity.getSerialNumber(),
                chain.hasProxies(),
                chain.hasProxies() && ProxyRules.limited(chain.proxies().getFirst()),
                voms.attributes(),
                voms.refused(),
                notAfter,
                digest);
        Instant until = Stream.of(notAfter, crlsUntil, voms.until())
                .min(Instant::compareTo)
                .orElse(notAfter);
        return new Held(verified, from, until, voms.vomsdirGeneration());
    }
}
