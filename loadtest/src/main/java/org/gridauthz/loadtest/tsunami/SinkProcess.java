package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.FastCrypto;

/**
 * Where the storm of the control run goes: shakes hands, reads, answers 503, knows nothing. So the loader's processor has the same work with and
 * without the storm. Arguments: host certificate, key, anchor. Prints its port.
 */
public final class SinkProcess {
    private static final byte[] ANSWER =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST = "POST ".getBytes(StandardCharsets.US_ASCII);
    private static final int SILENCE_MILLIS = 10_000;

    private SinkProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library says goes to the log.
        System.setOut(System.err);
        FastCrypto.install();
        TestCredential host = Pem.read(List.of(), Path.of(arguments[0]), Path.of(arguments[1]));
        SSLContext tls = host.sslContext(Callers.anchors(Path.of(arguments[2])));
        SSLServerSocket listening = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        listening.setNeedClientAuth(true);
        answers.println(listening.getLocalPort());
        while (true) {
            SSLSocket socket = (SSLSocket) listening.accept();
            Thread.ofVirtual().start(() -> serve(socket));
        }
    }

    private static void serve(SSLSocket socket) {
        byte[] buffer = new byte[65_536];
        try (socket) {
            socket.setSoTimeout(SILENCE_MILLIS);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int left = requests(buffer, read); left > 0; left--) {
                    out.write(ANSWER);
                }
                out.flush();
            }
        } catch (IOException e) {
            // Hung up, or silent: either is what a storm does.
        }
    }

    private static int requests(byte[] buffer, int length) {
        int found = 0;
        for (int at = 0; at + REQUEST.length <= length; at++) {
            int same = 0;
            while (same < REQUEST.length && buffer[at + same] == REQUEST[same]) {
                same++;
            }
            found += same == REQUEST.length ? 1 : 0;
        }
        return found;
    }
}
