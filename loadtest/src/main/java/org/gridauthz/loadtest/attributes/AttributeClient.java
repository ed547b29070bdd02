package org.gridauthz.loadtest.attributes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.gridauthz.testkit.ca.TestCredential;

/** Asks for one attribute certificate after the other, each over a new connection with a full handshake; makes no keys. */
final class AttributeClient {
    private static final int PATIENCE_MILLIS = 15_000;

    private final int port;
    private final SSLContext tls;
    private final byte[] request;
    private final AtomicLong asked = new AtomicLong();

    /** @param rest the REST protocol; else the XML protocol */
    AttributeClient(int port, String vo, boolean rest, TestCredential credential, List<X509Certificate> anchors) {
        this.port = port;
        this.tls = credential.sslContext(anchors);
        this.tls.getClientSessionContext().setSessionCacheSize(1);
        String text = rest
                ? "GET /generate-ac?fqans=/%s&lifetime=43200 HTTP/1.0\nHost: localhost:%d\n\n".formatted(vo, port)
                : ("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><voms><command>G/%s</command><base64>1</base64>"
                                + "<version>4</version><lifetime>43200</lifetime></voms>")
                        .formatted(vo);
        this.request = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the answer held a certificate. */
    boolean ask() {
        // JSSE takes up sessions by the server's name: a name of its own for each, and all shake hands in full.
        String name = "n" + asked.getAndIncrement();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, name, port, true)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            // Two small records in a row would otherwise wait 40 ms for the other side's acknowledgement, whoever it
            // is.
            plain.setTcpNoDelay(true);
            socket.startHandshake();
            socket.getOutputStream().write('0'); // in a record of its own, as C clients send it
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream(4096);
            byte[] part = new byte[4096];
            while (!ended(answer)) {
                int n = socket.getInputStream().read(part);
                if (n < 0) {
                    break;
                }
                answer.write(part, 0, n);
            }
            return answer.toString(StandardCharsets.US_ASCII).contains("<ac>MI");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ended(ByteArrayOutputStream answer) {
        String text = answer.toString(StandardCharsets.US_ASCII);
        return text.contains("</voms>") || text.contains("</vomsans>");
    }
}
