package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.testkit.ca.TestCredential;

/** nginx with client verification and one worker, where it is installed. */
public final class NginxServer implements AutoCloseable {
    /** What it is asked. */
    public static final Asked TINY = Asked.answeredWith("GET", "/", 200);

    private final Process process;
    private final int port;

    private NginxServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether it is installed. */
    public static boolean here() {
        return program() != null;
    }

    private static @org.jspecify.annotations.Nullable Path program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
        return Stream.of(path.split(":"))
                .map(one -> Path.of(one, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Starts it with this host credential on a free port. */
    public static NginxServer start(LoadSite site, TestCredential host, Placement placement)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path directory = Files.createTempDirectory(site.test().directory(), "nginx");
        Path settings = Files.writeString(directory.resolve("nginx.conf"), """
            daemon off; master_process off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3; uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
              server {
                listen 127.0.0.1:%2$d ssl;
                ssl_certificate %3$s; ssl_certificate_key %4$s;
                ssl_client_certificate %5$s; ssl_verify_client on; ssl_verify_depth 5; ssl_session_tickets on;
                location / { return 200 "tiny"; }
              }
            }
            """.formatted(
                        directory,
                        port,
                        host.writeChain(directory.resolve("host.pem")),
                        host.writeKey(directory.resolve("host.key")),
                        site.anchor()));
        List<String> command = placement.prefix();
        command.addAll(List.of(String.valueOf(program()), "-c", settings.toString()));
        Process process = Children.watched(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start());
        NginxServer server = new NginxServer(process, port);
        while (!server.listens()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nginx does not start; see " + directory);
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
