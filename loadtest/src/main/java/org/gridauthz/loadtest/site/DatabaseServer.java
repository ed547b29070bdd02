package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** H2 in memory behind loopback TCP, as {@code ./run} starts it, in a process of its own. */
public final class DatabaseServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private DatabaseServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static DatabaseServer start(Path directory, Placement placement) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = directory.resolve("database.log");
        Process process = Children.watched(placement
                .java(
                        List.of("-Xmx384m", "-Dh2.bindAddress=127.0.0.1"),
                        System.getProperty("java.class.path"),
                        org.h2.tools.Server.class,
                        List.of(
                                "-tcp",
                                "-tcpPort",
                                Integer.toString(port),
                                "-ifNotExists",
                                "-baseDir",
                                directory.toString()),
                        log)
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start());
        DatabaseServer server = new DatabaseServer(process, port);
        while (!server.listens()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the database does not start; see " + log);
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

    public String url() {
        return url(port);
    }

    /** The same database through another port. */
    public static String url(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port
                + "/mem:load;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
