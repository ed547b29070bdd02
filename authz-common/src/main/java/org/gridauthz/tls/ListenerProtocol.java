package org.gridauthz.tls;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.coyote.http11.Http11NioProtocol;
import org.gridauthz.trust.GridTrust;

/**
 * Tomcat's HTTP/1.1 over an endpoint of our own, made by class name (Boot's factory takes nothing else for its first
 * connector). The endpoint sees each handshake from beginning to end: failures are counted here, and what limits
 * handshakes belongs here too.
 */
public final class ListenerProtocol extends Http11NioProtocol {
    private final ListenerEndpoint endpoint;

    public ListenerProtocol() {
        this(new ListenerEndpoint());
    }

    private ListenerProtocol(ListenerEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Before the protocol is initialised. */
    void observe(HandshakeFailures failures) {
        endpoint.failures = failures;
    }

    /** Before the protocol is initialised: everything asks for a seat. */
    void admit(Admission admission, GridTrust trust, InstantSource clock) {
        endpoint.admit(admission, trust, clock);
    }

    /** See {@link TlsListeners#closeIdle}. */
    int closeIdle(Duration silent) {
        return endpoint.closeIdle(silent);
    }

    /** Thread names tell listeners apart. Native names have 15 characters. */
    @Override
    protected String getNamePrefix() {
        return endpoint.failures.listener();
    }
}
