package org.gridauthz.loadtest.mappings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.clients.RecordedQueries;
import org.gridauthz.testkit.service.TestSite;

/** The same mapping by XACML and by REST: what the old wire costs beside ours. */
final class OldWire {
    private final TestSite site;
    private final int port;
    private final byte[] xacml;
    private final byte[] rest;

    /** @param names the REST body */
    OldWire(TestSite site, int port, byte[] names) {
        this.site = site;
        this.port = port;
        byte[] query = RecordedQueries.of("globus-c")
                .replace("ce1.example.org", "se1.example.org")
                .replace("obligation/secondary-gids", "obligation/account")
                .getBytes(StandardCharsets.UTF_8);
        xacml = KeptConnection.request("POST", "/gums/services/GUMSXACMLAuthorizationServicePort", query);
        rest = KeptConnection.request("POST", "/api/v1/mappings", names);
    }

    /** Both answer what is to be measured. */
    void check(SSLContext tls) throws IOException {
        try (KeptConnection connection = new KeptConnection(tls, port)) {
            for (byte[] request : List.of(xacml, rest)) {
                String answer = new String(connection.call(request), StandardCharsets.UTF_8);
                if (!answer.contains("dunepro")) {
                    throw new IllegalStateException("not the answer to be measured: " + answer);
                }
            }
        }
    }

    /** @param fresh whether each call has a connection, and a whole handshake, of its own */
    Rounds.Compared compare(Rounds rounds, int pairs, boolean fresh) throws InterruptedException {
        return rounds.compare(target(xacml, fresh), target(rest, fresh), pairs);
    }

    private Rounds.Target target(byte[] request, boolean fresh) {
        return fresh
                ? new Rounds.Target(port, request, () -> site.storage.sslContext(List.of(site.ca.certificate())))
                : new Rounds.Target(port, request);
    }
}
