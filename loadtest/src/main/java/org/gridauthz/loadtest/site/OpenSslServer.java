package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.testkit.ca.TestCredential;

/** The baseline of handshakes: {@code openssl s_server} with client verification, which answers a GET with a tiny file. */
public final class OpenSslServer implements AutoCloseable {
    /** What it is asked. It sends a file as it is, head and body. */
    public static final Asked TINY = Asked.answeredWith("GET", "/tiny", 200);

    private final Process process;
    private final int port;

    private OpenSslServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with this host credential on a free port. */
    public static OpenSslServer start(LoadSite site, TestCredential host, Placement placement)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path directory = Files.createTempDirectory(site.test().directory(), "s_server");
        Files.write(
                directory.resolve("tiny"),
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\ntiny\n".getBytes(StandardCharsets.UTF_8));
        Path certificate = host.writeChain(directory.resolve("host.pem"));
        Path key = host.writeKey(directory.resolve("host.key"));
        List<String> command = placement.prefix();
        command.addAll(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificate.toString(),
                "-key",
                key.toString(),
                "-CAfile",
                site.anchor().toString(),
                "-Verify",
                "5",
                "-verify_return_error",
                "-HTTP",
                "-quiet"));
        Process process = Children.watched(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start());
        OpenSslServer server = new OpenSslServer(process, port);
        while (!server.listens()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("openssl s_server does not start; see " + directory.resolve("log"));
            }
        }
        return server;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public double processorSeconds() {
        return ProcessorSeconds.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
