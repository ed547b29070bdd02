package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.gridauthz.loadtest.mappings.KeptConnection;

/**
 * How somebody connects.
 *
 * @param from the address they have
 * @param patience how long a connection and an answer are waited for
 */
record Line(SSLContext tls, String from, Duration patience) {
    private static final AtomicLong STRANGERS = new AtomicLong();

    /** A new connection after a full handshake. */
    KeptConnection open(String address, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) patience.toMillis());
            plain.bind(new InetSocketAddress(from, 0));
            plain.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            // JSSE looks tickets up by the peer's name: one never heard before has none.
            SSLSocket socket = (SSLSocket)
                    tls.getSocketFactory().createSocket(plain, "peer" + STRANGERS.incrementAndGet(), port, true);
            socket.startHandshake();
            return new KeptConnection(socket);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
