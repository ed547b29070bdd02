package org.gridauthz.tls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One TLS connection spoken by hand, so that a test knows what is a new connection, a resumed one, or the same one. */
final class Dialogue implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream in;

    /** @param body of the answer */
    record Reply(int status, String body, boolean closes) {}

    Dialogue(SSLContext context, int port, String protocol) throws IOException {
        this(context, port, protocol, parameters -> {});
    }

    Dialogue(SSLContext context, int port, String protocol, Consumer<SSLParameters> also) throws IOException {
        socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(20_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        also.accept(parameters);
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One connection, one request. */
    static Reply ask(SSLContext context, int port, String protocol) throws IOException {
        try (Dialogue dialogue = new Dialogue(context, port, protocol)) {
            return dialogue.ask("/who");
        }
    }

    Reply ask(String path) throws IOException {
        return ask(path, "");
    }

    /** @param headers further ones, each with its line's end */
    Reply ask(String path, String headers) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return reply();
    }

    /** So many requests in one record, then their answers. */
    List<Reply> askTogether(String path, int times) throws IOException {
        send(path, times);
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            replies.add(reply());
        }
        return replies;
    }

    /** So many requests whose answers nobody reads. */
    void send(String path, int times) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .repeat(times)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private Reply reply() throws IOException {
        String status = line();
        if (status.isEmpty()) {
            throw new IOException("connection closed");
        }
        int length = 0;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            closes |= lower.equals("connection: close");
        }
        return new Reply(
                Integer.parseInt(status.substring(9, 12)),
                new String(in.readNBytes(length), StandardCharsets.UTF_8),
                closes);
    }

    boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    SSLSession session() {
        return socket.getSession();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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
