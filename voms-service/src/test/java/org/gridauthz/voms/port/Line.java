package org.gridauthz.voms.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One TLS connection to a VO port, byte by byte. */
public final class Line implements AutoCloseable {
    private final SSLSocket socket;

    public Line(SSLContext context, int port, String... protocols) throws IOException {
        socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.setSoTimeout(20_000);
        socket.startHandshake();
    }

    /** With these groups for the key exchange, the first one first. */
    static Line offering(SSLContext context, int port, String version, String... groups) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setNamedGroups(groups);
        socket.setSSLParameters(parameters);
        return new Line(socket);
    }

    private Line(SSLSocket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        socket.startHandshake();
    }

    public Line say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** All until the other side closes. */
    public String hear() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** How long it is until the other side closes, however it does. */
    public Duration untilClosed() {
        long start = System.nanoTime();
        try {
            hear();
        } catch (IOException e) {
            // a reset is a close
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    SSLSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
