package org.gridauthz.loadtest.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.gridauthz.testkit.ca.TestCredential;

/** A caller: its certificate, key and, where sessions are resumed, its tickets. */
public final class Identity {
    private static final int CONNECT_MILLIS = 5_000;
    private static final AtomicLong STRANGERS = new AtomicLong();

    private final SSLContext tls;
    private final int silenceMillis;
    private final InetAddress from;

    /** @param silenceMillis how long an answer is waited for */
    public Identity(TestCredential credential, Collection<X509Certificate> anchors, int silenceMillis) {
        this(credential, anchors, silenceMillis, InetAddress.getLoopbackAddress());
    }

    /**
     * One with an address of its own.
     *
     * @param silenceMillis how long an answer is waited for
     * @param from where it seems to be: loopback has sixteen million addresses, and budgets go by source
     */
    public Identity(
            TestCredential credential, Collection<X509Certificate> anchors, int silenceMillis, InetAddress from) {
        this.from = from;
        this.tls = credential.sslContext(anchors);
        this.silenceMillis = silenceMillis;
        tls.getClientSessionContext().setSessionCacheSize(200);
    }

    /** What it shows of itself and whom it trusts. */
    public SSLContext context() {
        return tls;
    }

    /**
     * A new connection to a port on loopback, its handshake done.
     *
     * @param resumed whether the last ticket is used; one of these at a time, since JSSE gives each ticket away once
     */
    public Connected connect(int port, boolean resumed) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(silenceMillis);
            if (!from.equals(InetAddress.getLoopbackAddress())) {
                plain.bind(new InetSocketAddress(from, 0));
            }
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            // JSSE looks tickets up by the peer's name: one never heard before has none, and a name without a dot is
            // not sent as SNI.
            String peer = resumed ? "peer" : "peer" + STRANGERS.incrementAndGet();
            long before = System.currentTimeMillis();
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, peer, port, true);
            socket.startHandshake();
            return new Connected(new KeptConnection(socket), socket.getSession().getCreationTime() < before);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * What came of it.
     *
     * @param resumed whether an earlier session was taken up
     */
    public record Connected(KeptConnection connection, boolean resumed) {}
}
