package org.gridauthz.loadtest.lab;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.gridauthz.loadtest.lab.Questions.Question;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;

/**
 * A caller of the site at an address of its own, as a host of a real site has one: a director keeps a source at one instance. It asks one thing
 * after another over connections that are kept as long as the server keeps them, or over a new one each time. Nothing that failed is
 * asked again, but for what every HTTP client does: a kept connection that ended while it was idle is noticed only when it is used, and the request
 * goes over another.
 */
final class SiteCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int CONNECT_MILLIS = 3_000;
    private static final AtomicLong STRANGERS = new AtomicLong();

    private final SSLContext tls;
    private final InetAddress from;
    private final boolean keeps;
    private final Map<Integer, KeptConnection> kept = new HashMap<>();
    private int ended;

    SiteCaller(SSLContext tls, InetAddress from, boolean keeps) {
        this.tls = tls;
        this.from = from;
        this.keeps = keeps;
    }

    /** @throws IOException when no whole answer came */
    KeptConnection.Answer ask(InetAddress host, Question question) throws IOException {
        KeptConnection idle = kept.remove(question.port());
        if (idle != null) {
            try {
                return exchange(idle, question);
            } catch (EOFException | SocketException e) {
                ended++;
            }
        }
        return exchange(connect(host, question.port()), question);
    }

    /** How many kept connections had ended when they were to be used. */
    int ended() {
        return ended;
    }

    private KeptConnection.Answer exchange(KeptConnection connection, Question question) throws IOException {
        boolean whole = false;
        try {
            KeptConnection.Answer answer = connection.exchange(question.request());
            whole = true;
            return answer;
        } finally {
            if (whole && keeps && !connection.ending()) {
                kept.put(question.port(), connection);
            } else {
                end(connection);
            }
        }
    }

    private KeptConnection connect(InetAddress host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.bind(new InetSocketAddress(from, 0));
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            // A name never heard before: no session is resumed.
            SSLSocket socket = (SSLSocket)
                    tls.getSocketFactory().createSocket(plain, "peer" + STRANGERS.incrementAndGet(), port, true);
            socket.startHandshake();
            return new KeptConnection(socket);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static void end(@Nullable KeptConnection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // It was to be closed, and now it is gone.
            }
        }
    }

    @Override
    public void close() {
        kept.values().forEach(SiteCaller::end);
    }
}
