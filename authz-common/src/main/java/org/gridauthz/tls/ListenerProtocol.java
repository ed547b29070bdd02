package org.gridauthz.tls;

import java.io.IOException;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Tomcat's HTTP/1.1 over an endpoint of our own, made by class name (Boot's factory takes nothing else for its first
 * connector). The endpoint sees each handshake from beginning to end: failures are counted here, and what limits
 * handshakes belongs here too.
 */
public final class ListenerProtocol extends Http11NioProtocol {
    private final Endpoint endpoint;

    public ListenerProtocol() {
        this(new Endpoint());
    }

    private ListenerProtocol(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Before the protocol is initialised. */
    void observe(HandshakeFailures failures) {
        endpoint.failures = failures;
    }

    /** Thread names tell listeners apart. Native names have 15 characters. */
    @Override
    protected String getNamePrefix() {
        return endpoint.failures.listener();
    }

    /** Also that of the ports which speak something else. */
    static final class Endpoint extends NioEndpoint {
        HandshakeFailures failures = new HandshakeFailures("tls", HandshakeCounter.NONE);

        @Override
        protected NioChannel createChannel(SocketBufferHandler buffer) {
            return isSSLEnabled() ? new Channel(buffer, this) : super.createChannel(buffer);
        }
    }

    /** Reused for one connection after another, so it holds nothing of one. */
    private static final class Channel extends SecureNioChannel {
        private final Endpoint endpoint;

        Channel(SocketBufferHandler buffer, Endpoint endpoint) {
            super(buffer, endpoint);
            this.endpoint = endpoint;
        }

        @Override
        public int handshake(boolean read, boolean write) throws IOException {
            try {
                int interest = super.handshake(read, write);
                if (interest < 0) {
                    endpoint.failures.closed();
                }
                return interest;
            } catch (IOException e) {
                endpoint.failures.failed(e);
                throw e;
            }
        }
    }
}
