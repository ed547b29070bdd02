package org.gridauthz.tls;

import java.net.http.HttpClient;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.gridauthz.trust.GridTrust;
import org.jspecify.annotations.Nullable;

/**
 * Calls to other services with the host's own certificate, believing the grid's anchors: VO servers, token issuers behind
 * a grid CA. Host names are checked; proxies are not taken from servers that have a host name to prove, because the name
 * stands in the end-entity certificate only.
 */
public final class GridHttpClient {
    private GridHttpClient() {}

    /**
     * A client that presents the service's host keys, also after they were exchanged.
     *
     * @param watch null: no certificate is presented
     */
    public static HttpClient of(GridTrust trust, @Nullable HostKeyWatch watch, Duration connectTimeout) {
        return client(context(trust, watch == null ? null : watch.keys()), connectTimeout);
    }

    /** A client that presents this very credential: a robot's, or a proxy. */
    public static HttpClient of(GridTrust trust, HostCredential credential, Duration connectTimeout) {
        return client(context(trust, credential), connectTimeout);
    }

    /** The TLS side alone, for clients of another kind. */
    public static SSLContext context(GridTrust trust, HostCredential credential) {
        return context(trust, new HostKeys(List.of(credential)));
    }

    /** The TLS side alone, with the service's host keys, also after they were exchanged. */
    public static SSLContext context(GridTrust trust, HostKeyWatch watch) {
        return context(trust, watch.keys());
    }

    /** The TLS side alone, without a certificate of our own. */
    public static SSLContext context(GridTrust trust) {
        return context(trust, (HostKeys) null);
    }

    private static SSLContext context(GridTrust trust, @Nullable HostKeys keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys == null ? null : new KeyManager[] {keys},
                    new TrustManager[] {new GridServerTrust(trust)},
                    null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException(e); // the JDK's own provider takes both
        }
    }

    private static HttpClient client(SSLContext context, Duration connectTimeout) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }
}
