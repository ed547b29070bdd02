package org.gridauthz.tls;

import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SSLUtil;
import org.apache.tomcat.util.net.jsse.JSSEImplementation;
import org.apache.tomcat.util.net.jsse.JSSEUtil;

/** JSSE with the keys and trust of the listener's {@link GridHostConfig}. Made by Tomcat by its class name. */
public final class GridSslImplementation extends JSSEImplementation {
    @Override
    public SSLUtil getSSLUtil(SSLHostConfigCertificate certificate) {
        return new ContextMaker(certificate);
    }

    @Override
    public SSLSupport getSSLSupport(SSLSession session, Map<String, List<String>> additionalAttributes) {
        return new PeerSupport(session, additionalAttributes);
    }

    private static final class ContextMaker extends JSSEUtil {
        ContextMaker(SSLHostConfigCertificate certificate) {
            super(certificate, false);
        }

        private GridHostConfig config() {
            return (GridHostConfig) certificate.getSSLHostConfig();
        }

        @Override
        public KeyManager[] getKeyManagers() {
            return new KeyManager[] {config().keys()};
        }

        @Override
        public TrustManager[] getTrustManagers() {
            return new TrustManager[] {config().trustManager()};
        }
    }
}
