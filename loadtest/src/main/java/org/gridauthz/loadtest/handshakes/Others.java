package org.gridauthz.loadtest.handshakes;

import org.gridauthz.loadtest.site.NginxServer;
import org.gridauthz.loadtest.site.OpenSslServer;
import org.jspecify.annotations.Nullable;

/** What SAZ is compared with. */
record Others(OpenSslServer openssl, @Nullable NginxServer nginx) implements AutoCloseable {
    @Override
    public void close() {
        if (nginx != null) {
            nginx.close();
        }
    }
}
