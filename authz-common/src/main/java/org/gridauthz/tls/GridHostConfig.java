package org.gridauthz.tls;

import org.apache.tomcat.util.net.SSLHostConfig;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.gridauthz.tls.TlsSettings.Listener;
import org.gridauthz.trust.GridTrust;

/**
 * The TLS settings of one listener, with the keys and the trust it uses. They travel in the object itself, not in a static
 * holder: two services in one JVM, or two listeners of different trust, cannot get each other's by accident.
 */
final class GridHostConfig extends SSLHostConfig {
    private static final long serialVersionUID = 1L;

    private final transient HostKeys keys;
    private final transient GridTrustManager trustManager;

    GridHostConfig(TlsSettings settings, Listener listener, HostKeys keys, GridTrust trust) {
        this(settings, listener, keys, trust, true);
    }

    /** @param tickets whether a TLS 1.3 client may take up its session again; one of TLS 1.2 may in any case */
    GridHostConfig(TlsSettings settings, Listener listener, HostKeys keys, GridTrust trust, boolean tickets) {
        this.keys = keys;
        this.trustManager = new GridTrustManager(trust, listener.sendIssuers(), tickets);
        setProtocols("+TLSv1.3+TLSv1.2");
        setCertificateVerification(verification(listener.clientCertificate()));
        setSessionCacheSize(settings.sessionCacheSize());
        setSessionTimeout(Math.toIntExact(settings.sessionTimeout().toSeconds()));
    }

    HostKeys keys() {
        return keys;
    }

    GridTrustManager trustManager() {
        return trustManager;
    }

    private static String verification(ClientCertificate need) {
        return switch (need) {
            case REQUIRED -> "required";
            case WANTED -> "optional";
            case NONE -> "none";
        };
    }
}
