package org.gridauthz.loadtest.mappings;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** One mutual-TLS connection that is kept: a request goes out as bytes made before, the whole answer is read. */
public final class KeptConnection implements AutoCloseable {
    private static final int TO_THE_END = -1;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENDING = "connection: close".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[4096];
    private boolean ending;

    public KeptConnection(SSLContext tls, int port) throws IOException {
        this(tls.getSocketFactory().createSocket("127.0.0.1", port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
    }

    /** Over a socket made by somebody else, with its time-outs. */
    public KeptConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 16384);
        out = socket.getOutputStream();
    }

    /**
     * Head and body of a request.
     *
     * @param headers further ones, {@code Name: value}
     */
    public static byte[] request(String method, String path, byte[] body, String... headers) {
        StringBuilder more = new StringBuilder();
        for (String header : headers) {
            more.append(header).append("\r\n");
        }
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + more
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /**
     * Sends and reads the answer's body.
     *
     * @throws IOException also for any status but 200
     */
    byte[] call(byte[] request) throws IOException {
        Answer answer = exchange(request);
        if (answer.status() != 200) {
            throw new IOException("answered " + answer.status());
        }
        return answer.body();
    }

    /** What came back. */
    public record Answer(int status, byte[] body) {}

    /** Sends and reads the answer, whatever its status. */
    public Answer exchange(byte[] request) throws IOException {
        send(request);
        return receive();
    }

    /** Sends one request or several; the answers come in their order. */
    public void send(byte[] requests) throws IOException {
        out.write(requests);
        out.flush();
    }

    /** Reads the next answer; another thread may be sending. */
    public Answer receive() throws IOException {
        int first = readLine();
        if (first < 12) {
            throw new IOException("answered " + new String(line, 0, first, StandardCharsets.US_ASCII));
        }
        int status = Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
        int length = status == 204 || status == 304 ? 0 : TO_THE_END;
        boolean chunked = false;
        int read;
        while ((read = readLine()) > 0) {
            if (starts(LENGTH, read)) {
                length = Integer.parseInt(
                        new String(line, LENGTH.length, read - LENGTH.length, StandardCharsets.US_ASCII).trim());
            }
            chunked |= starts(CHUNKED, read);
            ending |= starts(ENDING, read);
        }
        return new Answer(status, chunked ? chunks() : body(length));
    }

    /** By its length, or, as a server may say with its last answer (RFC 9112 §6.3), to the end of the connection. */
    private byte[] body(int length) throws IOException {
        if (length == TO_THE_END) {
            ending = true;
            return in.readAllBytes();
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer ends in its body");
        }
        return body;
    }

    /** Whether the server said that the last answer was the last. */
    public boolean ending() {
        return ending;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readText(), 16);
            body.write(body(size));
            int unused = readLine();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String readText() throws IOException {
        int length = readLine();
        return new String(line, 0, length, StandardCharsets.US_ASCII);
    }

    private boolean starts(byte[] with, int length) {
        if (length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (Character.toLowerCase(line[i]) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private int readLine() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || length == line.length) {
                throw new EOFException("the answer ends in its head");
            }
            if (next != '\r') {
                line[length++] = (byte) next;
            }
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
