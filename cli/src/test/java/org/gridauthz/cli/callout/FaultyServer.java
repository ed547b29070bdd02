package org.gridauthz.cli.callout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server over TLS that answers whatever it is asked with the same bytes and closes, or never answers. */
final class FaultyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    private FaultyServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** @param answer the bytes of the answer, with its status line; null for none at all */
    static FaultyServer of(SSLContext tls, @Nullable String answer) {
        try {
            FaultyServer server = new FaultyServer(
                    tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(() -> server.serve(answer));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(@Nullable String answer) {
        while (closed.getCount() > 0) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection, answer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket connection, @Nullable String answer) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[65536];
            if (in.read(buffer) < 0) {
                return;
            }
            asked.incrementAndGet();
            if (answer == null) {
                closed.await();
                return;
            }
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // the client went away, as it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many requests came. */
    int asked() {
        return asked.get();
    }

    String url() {
        return "https://localhost:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
