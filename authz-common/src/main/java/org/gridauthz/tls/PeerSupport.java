package org.gridauthz.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.tomcat.util.net.jsse.JSSESupport;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.VerifiedChain;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a TLS session, judged anew whenever trust has changed. A resumed session and a kept-alive
 * connection never meet the trust manager again, so this is the only place where a revocation reaches them.
 */
final class PeerSupport extends JSSESupport {
    private static final String JUDGED = "org.gridauthz.tls.judged";
    /** CRLs run out and attribute authorities change without the anchors changing: asked again this often. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final SSLSession session;

    /** What was found last, and under which state of trust. Kept with the session, so that a request hashes no chain. */
    private record Judged(VerifiedChain chain, long generation, Instant until) {}

    PeerSupport(SSLSession session, Map<String, List<String>> additionalAttributes) {
        super(session, additionalAttributes);
        this.session = session;
    }

    /** The verdict on the peer's chain now. */
    ChainVerdict judge(GridTrust trust, Instant now) {
        long generation = trust.generation();
        if (session.getValue(JUDGED) instanceof Judged judged
                && judged.generation() == generation
                && now.isBefore(judged.until())) {
            return new ChainVerdict.Believed(judged.chain());
        }
        ChainVerdict verdict = trust.verify(chain());
        if (verdict instanceof ChainVerdict.Believed believed) {
            Instant soon = now.plus(ASK_AGAIN);
            Instant end = believed.chain().notAfter();
            session.putValue(JUDGED, new Judged(believed.chain(), generation, soon.isBefore(end) ? soon : end));
        }
        return verdict;
    }

    /** Whether the peer showed a certificate at all. */
    boolean anonymous() {
        return chain().isEmpty();
    }

    /** The chain it showed, leaf first; empty if it showed none. */
    List<X509Certificate> chain() {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : session.getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    // Tomcat asks for these on each request as soon as one TLS attribute is looked at; nobody here reads them.

    @Override
    public @Nullable String getSessionId() {
        return null;
    }

    @Override
    public @Nullable String getRequestedProtocols() {
        return null;
    }

    @Override
    public @Nullable String getRequestedCiphers() {
        return null;
    }
}
