package org.gridauthz.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.openssl.ciphers.Cipher;
import org.apache.tomcat.util.net.openssl.ciphers.Group;
import org.apache.tomcat.util.net.openssl.ciphers.SignatureScheme;
import org.gridauthz.community.Community;
import org.gridauthz.community.Errand.Kind;
import org.gridauthz.community.Lane;
import org.gridauthz.community.Peer;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.threads.KernelPriority;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's endpoint for the HTTP listeners and for the ports that speak something else. It sees each handshake from
 * beginning to end: failures are counted here. Under admission three of its methods are where communities come in: a
 * socket is refused before anything is made for it ({@link #setSocketOptions}), every event waits for a seat ({@link
 * #processSocket}), and a request never runs on the heels of the handshake that came with it ({@link #setHandler}).
 */
final class ListenerEndpoint extends NioEndpoint {
    private static final String[] P256_FIRST = {"secp256r1", "secp384r1", "secp521r1"};

    HandshakeFailures failures = new HandshakeFailures("tls", HandshakeCounter.NONE);
    private @Nullable Admission admission;
    private @Nullable GridTrust trust;
    private InstantSource clock = InstantSource.system();
    /** Of the socket that the one acceptor thread is letting in. */
    private @Nullable Visit entering;
    /** Clients that know P-256 are asked for it, whatever else they would rather take. */
    private boolean preferP256;

    private volatile @Nullable ToldPoller told;

    ListenerEndpoint() {
        getSocketProperties().setBufferPool(PooledBuffers.connections());
    }

    /** For one-shot connections, where the provider computes P-256 in native code and JSSE computes X25519 in Java. */
    void preferP256() {
        preferP256 = true;
    }

    void admit(Admission by, GridTrust judge, InstantSource time) {
        this.admission = by;
        this.trust = judge;
        this.clock = time;
    }

    /** A connection is idle while it is looked at for reading and belongs to no request: one that waits for a seat or an answer is not. */
    int closeIdle(Duration silent) {
        long before = System.currentTimeMillis() - silent.toMillis();
        for (SocketWrapperBase<NioChannel> connection : getConnections()) {
            if (connection instanceof NioSocketWrapper socket
                    && socket.getLastRead() <= before
                    && socket.getLastWrite() <= before
                    && socket.interestOpsHas(SelectionKey.OP_READ)
                    && socket.getCurrentProcessor() == null) {
                Admission.closeNow(socket);
            }
        }
        return getConnections().size();
    }

    /** Asked by each new connection. */
    @Override
    protected Poller getPoller() {
        Poller own = super.getPoller();
        Admission by = admission;
        if (by == null || own == null) {
            return own;
        }
        ToldPoller known = told;
        if (known == null || !known.speaksTo(own)) {
            try {
                known = new ToldPoller(this, own, by.teller());
            } catch (IOException e) {
                throw new UncheckedIOException("no file handle is left", e);
            }
            told = known;
        }
        return known;
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffer) {
        return isSSLEnabled() ? new ListenerChannel(buffer, this) : super.createChannel(buffer);
    }

    /** A client that sent no share for P-256 is asked once more (RFC 8446 §4.1.4); one that does not know it is not affected. */
    @Override
    protected SSLEngine createSSLEngine(
            String sniHostName,
            List<Cipher> clientRequestedCiphers,
            List<String> clientRequestedApplicationProtocols,
            List<String> clientRequestedProtocols,
            List<Group> clientSupportedGroups,
            List<SignatureScheme> clientSignatureSchemes) {
        SSLEngine engine = super.createSSLEngine(
                sniHostName,
                clientRequestedCiphers,
                clientRequestedApplicationProtocols,
                clientRequestedProtocols,
                clientSupportedGroups,
                clientSignatureSchemes);
        if (preferP256 && clientSupportedGroups != null && clientSupportedGroups.contains(Group.secp256r1)) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setNamedGroups(P256_FIRST.clone());
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        Admission by = admission;
        if (by == null) {
            return super.setSocketOptions(socket);
        }
        Visit visit = by.accepted(socket, failures.listener());
        if (visit == null) {
            destroySocket(socket); // the acceptor closes only what it finds among the connections
            return false;
        }
        entering = visit;
        boolean taken = false;
        try {
            taken = super.setSocketOptions(socket);
            return taken;
        } finally {
            entering = null;
            if (!taken) {
                visit.left();
            }
        }
    }

    /** The visit of the socket that is being let in. */
    @Nullable
    Visit entering() {
        return entering;
    }

    @Override
    public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        Admission by = admission;
        if (by == null || !dispatch || socket == null || !(socket.getSocket() instanceof ListenerChannel channel)) {
            return super.processSocket(socket, event, dispatch);
        }
        Visit visit = channel.visit;
        boolean shaken = channel.isHandshakeComplete();
        boolean work = event == SocketEvent.OPEN_READ || event == SocketEvent.OPEN_WRITE;
        if (visit == null || !work || (shaken && visit.peer().listener().equals(Community.ADMIN))) {
            return super.processSocket(socket, event, true);
        }
        KernelPriority.brisk(Lane.CALL.sliceNanos()); // the poller, mostly
        by.ask(shaken ? Kind.CALL : Kind.HANDSHAKE, visit, socket, () -> super.processSocket(socket, event, false));
        return true;
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Separate(handler));
    }

    /** What came in with the end of a handshake is an event of its own. */
    private final class Separate implements Handler<NioChannel> {
        private final Handler<NioChannel> handler;

        Separate(Handler<NioChannel> handler) {
            this.handler = handler;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            if (admission != null && socket.getSocket() instanceof ListenerChannel channel && channel.fresh) {
                channel.fresh = false;
                Visit visit = channel.visit;
                if (visit != null && event == SocketEvent.OPEN_READ) {
                    visit.shaken(new Peer(
                            dn(socket), visit.peer().address(), visit.peer().listener()));
                    if (channel.hasMore()) {
                        processSocket(socket, SocketEvent.OPEN_READ, true);
                    } else {
                        socket.registerReadInterest();
                    }
                    return SocketState.LONG;
                }
            }
            return handler.process(socket, event);
        }

        @Override
        public @Nullable Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            handler.release(socket);
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }

    private @Nullable SlashDn dn(SocketWrapperBase<NioChannel> socket) {
        GridTrust judge = trust;
        return judge != null
                        && socket.getSslSupport() instanceof PeerSupport peer
                        && !peer.anonymous()
                        && peer.judge(judge, clock.instant()) instanceof ChainVerdict.Believed believed
                ? believed.chain().subject().slash()
                : null;
    }
}
