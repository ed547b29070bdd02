package org.gridauthz.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.trust.ChainVerdict.Believed;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.gridauthz.trust.ChainVerdict.Unknown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes certificate chains, with or without proxies. One instance a set of anchors, shared by all threads: what a verdict
 * needs is immutable and swapped whole when the directory changed.
 *
 * <p>Believed chains are remembered, bounded, by a digest of the whole chain. A memory is used only within the life of every
 * certificate, CRL and AC behind it, and dies with any change of anchors, CRLs, policies or vomsdir; so {@link #verify} is
 * cheap enough to be asked again at every request, which a resumed TLS session makes necessary.
 */
public final class GridTrust implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GridTrust.class);

    /** Where anchors come from. */
    interface AnchorSource {
        /** The same object as last time if nothing changed. */
        AnchorSet read() throws IOException;
    }

    private record Generation(
            long number,
            AnchorSet anchors,
            Verification verification,
            HeldChains held,
            @Nullable Instant readAt,
            @Nullable String failure) {}

    private final AnchorSource source;
    private final TrustSettings settings;
    private final AttributeReader attributes;
    private final InstantSource clock;
    private volatile Generation current;
    private @Nullable ScheduledExecutorService rereader;

    GridTrust(AnchorSource source, TrustSettings settings, AttributeReader attributes, InstantSource clock) {
        this.source = source;
        this.settings = settings;
        this.attributes = attributes;
        this.clock = clock;
        this.current = generation(0, AnchorSet.EMPTY, null, "not read yet");
        reread();
    }

    /**
     * Trusts by a directory in the layout of {@code /etc/grid-security/certificates}, read now; call {@link #follow} to have
     * it reread. A directory that cannot be read is no error: verdicts are {@link Unknown} until it can.
     */
    public static GridTrust ofDirectory(
            Path directory, TrustSettings settings, AttributeReader attributes, InstantSource clock) {
        return new GridTrust(new AnchorDirectory(directory)::read, settings, attributes, clock);
    }

    /** Trusts these certificates, without CRLs and signing policies. */
    public static GridTrust ofCertificates(
            Collection<X509Certificate> anchors,
            TrustSettings settings,
            AttributeReader attributes,
            InstantSource clock) {
        AnchorSet fixed = AnchorSet.of(anchors);
        return new GridTrust(() -> fixed, settings, attributes, clock);
    }

    /** Judges the chain as of now. */
    public ChainVerdict verify(List<X509Certificate> leafFirst) {
        return surely(at -> verify(leafFirst, at));
    }

    /** While nobody knows which of two clocks is right, only what is so by both of them is said. */
    private ChainVerdict surely(Function<Instant, ChainVerdict> judge) {
        ChainVerdict verdict = judge.apply(clock.instant());
        Instant other = DecisionClock.otherOf(clock);
        return other == null || judge.apply(other).getClass() == verdict.getClass()
                ? verdict
                : new Unknown("the clocks disagree, and the verdict turns on them");
    }

    /** Judges the chain as of another time, with the anchors and CRLs of now. */
    public ChainVerdict verify(List<X509Certificate> leafFirst, Instant at) {
        Generation now = current;
        if (now.anchors.isEmpty()) {
            return new Unknown("no trust anchors: " + now.failure);
        }
        try {
            byte[] digest = ChainDigest.of(leafFirst);
            Believed known = known(now, digest, at);
            if (known != null) {
                return known;
            }
            return switch (now.verification.judge(leafFirst, digest, at)) {
                case Verification.Good good -> {
                    now.held.put(digest, good.held());
                    yield new Believed(good.held().chain());
                }
                case Verification.Bad bad -> bad.verdict();
            };
        } catch (CertificateEncodingException e) {
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "a certificate does not encode");
        } catch (RuntimeException | StackOverflowError e) { // ours or a library's: never a verdict about the holder
            LOG.warn("verifying a chain failed", e);
            return new Unknown("verifying failed: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Judges the chain in a PEM text as of now. One that was believed before is known again by its bytes and not parsed; a
     * chain that is too long is not parsed either.
     */
    public ChainVerdict verifyPem(String pem) {
        return surely(at -> verifyPem(pem, at));
    }

    private ChainVerdict verifyPem(String pem, Instant at) {
        try {
            EncodedChain encoded = EncodedChain.of(pem);
            Believed known = known(current, ChainDigest.ofEncoded(encoded.certificates()), at);
            if (known != null) {
                return known;
            }
            Refused tooLong = Verification.bounds(encoded.certificates(), settings);
            return tooLong != null ? tooLong : verify(encoded.parse(), at);
        } catch (CertificateException e) {
            return new Refused(TrustReason.CERTIFICATE_MALFORMED, "the chain does not parse");
        }
    }

    /** What was believed under this generation of trust, and still is. */
    private @Nullable Believed known(Generation now, byte[] digest, Instant at) {
        Verification.Held held = now.held.get(digest);
        if (held == null) {
            return null;
        }
        if (held.holds(at) && held.vomsdirGeneration() == attributes.generation()) {
            return new Believed(held.chain());
        }
        if (!held.holds(clock.instant())) {
            now.held.forget(digest);
        }
        return null;
    }

    /** For checking attribute authorities by the same anchors. */
    public AuthorityCheck authorities() {
        return (chain, at) -> current.verification.refusal(chain, at);
    }

    /** The anchors in use, for servers that list acceptable CAs. */
    public List<X509Certificate> anchors() {
        return current.anchors.all();
    }

    /** Changes whenever anchors, CRLs or policies did. */
    public long generation() {
        return current.number;
    }

    /** How the anchors stand. */
    public TrustStatus status() {
        Generation now = current;
        return new TrustStatus(
                now.number,
                now.readAt,
                now.failure,
                now.anchors.all().size(),
                now.anchors.allCrls().size(),
                now.anchors.problems(),
                now.anchors.withoutCrl(),
                now.anchors.nextExpiry());
    }

    /** Looks at the directory again now. What cannot be read leaves the last good set in force. */
    @SuppressWarnings("ReferenceEquality") // the same object is how a source says that nothing changed
    public synchronized TrustStatus reread() {
        Instant start = clock.instant();
        Generation before = current;
        try {
            attributes.reread();
            AnchorSet set = source.read();
            current = set == before.anchors
                    ? new Generation(before.number, before.anchors, before.verification, before.held, start, null)
                    : generation(before.number + 1, set, start, null);
        } catch (IOException | RuntimeException e) {
            String failure = e.getClass().getSimpleName() + ": " + e.getMessage();
            LOG.warn("anchors not reread, those of {} stay: {}", before.readAt, failure);
            current = new Generation(
                    before.number, before.anchors, before.verification, before.held, before.readAt, failure);
        }
        return status();
    }

    /** Starts rereading at the interval of the settings, in one daemon thread, until {@link #close}. */
    public synchronized GridTrust follow() {
        if (rereader == null) {
            rereader = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("anchors").factory());
            long millis = settings.reread().toMillis();
            var unused = rereader.scheduleWithFixedDelay(this::reread, millis, millis, TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /** Stops rereading; verdicts go on with the last set. */
    @Override
    public synchronized void close() {
        if (rereader != null) {
            rereader.shutdownNow();
            rereader = null;
        }
    }

    private Generation generation(long number, AnchorSet anchors, @Nullable Instant readAt, @Nullable String failure) {
        return new Generation(
                number,
                anchors,
                new Verification(anchors, settings, attributes),
                new HeldChains(settings.cachedChains()),
                readAt,
                failure);
    }
}
