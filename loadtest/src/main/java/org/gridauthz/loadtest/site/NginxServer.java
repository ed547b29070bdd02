package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.TestCredential;

/** nginx with client verification and one worker, where it is installed. */
public final class NginxServer implements AutoCloseable {
    /** What it is asked. */
    public static final Asked TINY = Asked.answeredWith("GET", "/", 200);

    private final Listening server;

    private NginxServer(Listening server) {
        this.server = server;
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
        int port = FreePort.take();
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
        ProcessBuilder program = new ProcessBuilder(command);
        return new NginxServer(Listening.start("nginx", program, port, directory.resolve("log")));
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
