package org.gridauthz.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;

/**
 * Lets the grid's rules judge a client's chain, proxies included, at the handshake. An <em>extended</em> trust manager:
 * JSSE wraps a plain one, walks all its issuers at each handshake, and applies its own algorithm rules to proxies. It
 * judges clients only; what an extended manager says of a server is final, host name included, and so it says no.
 */
final class GridTrustManager extends X509ExtendedTrustManager {
    private final GridTrust trust;
    private final boolean sendIssuers;
    private final boolean tickets;

    /** @param tickets whether JSSE may give one in TLS 1.3 */
    GridTrustManager(GridTrust trust, boolean sendIssuers, boolean tickets) {
        this.tickets = tickets;
        this.trust = trust;
        this.sendIssuers = sendIssuers;
    }

    static void check(GridTrust trust, X509Certificate[] chain) throws CertificateException {
        switch (trust.verify(List.of(chain))) {
            case ChainVerdict.Believed believed -> {}
            case ChainVerdict.Refused refused -> throw new RefusedChainException(refused.reason(), refused.detail());
            case ChainVerdict.Unknown unknown -> throw new UnknownChainException(unknown.cause());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(trust, chain);
        SSLSession session = engine.getHandshakeSession();
        if (!tickets && session != null && session.getProtocol().equals("TLSv1.3")) {
            // JSSE gives no ticket for a session that is over; the connection is not touched.
            session.invalidate();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(trust, chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(trust, chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw notForServers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw notForServers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw notForServers();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return sendIssuers ? trust.anchors().toArray(new X509Certificate[0]) : new X509Certificate[0];
    }

    private static CertificateException notForServers() {
        return new CertificateException("this trust manager judges clients only");
    }
}
