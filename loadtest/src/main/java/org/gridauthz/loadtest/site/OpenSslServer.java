package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.TestCredential;

/** The baseline of handshakes: {@code openssl s_server} with client verification, which answers a GET with a tiny file. */
public final class OpenSslServer implements AutoCloseable {
    /** What it is asked. It sends a file as it is, head and body. */
    public static final Asked TINY = Asked.answeredWith("GET", "/tiny", 200);

    private final Listening server;

    private OpenSslServer(Listening server) {
        this.server = server;
    }

    /** Starts it with this host credential on a free port. */
    public static OpenSslServer start(LoadSite site, TestCredential host, Placement placement)
            throws IOException, InterruptedException {
        int port = FreePort.take();
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
        ProcessBuilder program = new ProcessBuilder(command).directory(directory.toFile());
        return new OpenSslServer(Listening.start("openssl s_server", program, port, directory.resolve("log")));
    }

    public int port() {
        return server.port();
    }

    public double processorSeconds() {
        return server.processorSeconds();
    }

    @Override
    public void close() {
        server.close();
    }
}
