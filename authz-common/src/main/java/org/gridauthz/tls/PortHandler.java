package org.gridauthz.tls;

import java.io.IOException;
import java.time.InstantSource;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Tomcat's endpoint calls when a connection of a {@link TlsPort} can be read or written; nothing here blocks on one. */
final class PortHandler implements AbstractEndpoint.Handler<NioChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(PortHandler.class);
    private static final int CHUNK = 8192;

    private final String name;
    private final TlsPort.Service service;
    private final GridTrust trust;
    private final HandshakeCounter counter;
    private final InstantSource clock;

    PortHandler(String name, TlsPort.Service service, GridTrust trust, HandshakeCounter counter, InstantSource clock) {
        this.name = name;
        this.service = service;
        this.trust = trust;
        this.counter = counter;
        this.clock = clock;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
        try {
            return switch (status) {
                case OPEN_READ -> listen(socket);
                case OPEN_WRITE -> send(socket);
                default -> SocketState.CLOSED;
            };
        } catch (IOException e) {
            return SocketState.CLOSED; // the client left
        } catch (RuntimeException e) {
            LOG.error("{}: a connection was closed without an answer", name, e);
            return SocketState.CLOSED;
        }
    }

    private SocketState listen(SocketWrapperBase<NioChannel> socket) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = socket.read(false, chunk, 0, CHUNK); n != 0; n = socket.read(false, chunk, 0, CHUNK)) {
            if (n < 0) {
                return SocketState.CLOSED;
            }
            TlsPort.Dialogue dialogue = Overload.refusing() ? refusal(socket) : dialogue(socket);
            if (dialogue == null) {
                return SocketState.CLOSED;
            }
            byte[] answer = dialogue.take(chunk, n);
            if (answer != null) {
                socket.write(false, answer, 0, answer.length);
                return send(socket);
            }
        }
        socket.registerReadInterest();
        return SocketState.LONG;
    }

    private static SocketState send(SocketWrapperBase<NioChannel> socket) throws IOException {
        if (socket.flush(false)) {
            socket.registerWriteInterest();
            return SocketState.LONG;
        }
        return SocketState.CLOSED;
    }

    /** Nothing is looked up for it. Null where an answer was begun already: its client asks the next server. */
    private TlsPort.@Nullable Dialogue refusal(SocketWrapperBase<NioChannel> socket) {
        if (socket.getCurrentProcessor() != null) {
            return null;
        }
        Overload.counted();
        TlsPort.Dialogue dialogue = service.refuse();
        socket.setCurrentProcessor(dialogue); // should more bytes come, it goes on as it began
        return dialogue;
    }

    /** Null: not to be believed, or not now. The client tries again with a new handshake and hears why. */
    private TlsPort.@Nullable Dialogue dialogue(SocketWrapperBase<NioChannel> socket) {
        if (socket.getCurrentProcessor() instanceof TlsPort.Dialogue open) {
            return open;
        }
        if (!(socket.getSslSupport() instanceof PeerSupport peer)) {
            return null;
        }
        return switch (peer.judge(trust, clock.instant())) {
            case ChainVerdict.Believed believed -> {
                TlsPort.Dialogue dialogue =
                        service.begin(believed.chain(), peer.chain(), String.valueOf(socket.getRemoteAddr()));
                socket.setCurrentProcessor(dialogue);
                yield dialogue;
            }
            case ChainVerdict.Refused refused -> {
                counter.refused(name, refused.reason());
                peer.invalidateSession();
                yield null;
            }
            case ChainVerdict.Unknown unknown -> {
                counter.failed(name, HandshakeCounter.Failure.TRUST_UNKNOWN);
                peer.invalidateSession();
                yield null;
            }
        };
    }

    @Override
    public @Nullable Object getGlobal() {
        return null;
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
        socket.takeCurrentProcessor();
    }

    @Override
    public void pause() {
        // a connection has one question; nothing is kept open
    }

    @Override
    public void recycle() {
        // nothing is kept for another connection
    }
}
