package org.gridauthz.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.gridauthz.trust.GridTrust;

/**
 * Lets the grid's anchors judge the servers we call. A <em>plain</em> trust manager on purpose: JSSE then adds the check
 * of the host name itself, which an extended one would have to do on its own.
 */
final class GridServerTrust implements X509TrustManager {
    private final GridTrust trust;

    GridServerTrust(GridTrust trust) {
        this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        GridTrustManager.check(trust, chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this trust manager judges servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
