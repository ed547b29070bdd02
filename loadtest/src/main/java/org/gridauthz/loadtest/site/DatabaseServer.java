package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gridauthz.testkit.FreePort;

/** H2 in memory behind loopback TCP, as {@code ./run} starts it, in a process of its own. */
public final class DatabaseServer implements AutoCloseable {
    private final Listening server;

    private DatabaseServer(Listening server) {
        this.server = server;
    }

    static DatabaseServer start(Path directory, Placement placement) throws IOException, InterruptedException {
        int port = FreePort.take();
        Path log = directory.resolve("database.log");
        ProcessBuilder program = placement.java(
                List.of("-Xmx384m", "-Dh2.bindAddress=127.0.0.1"),
                System.getProperty("java.class.path"),
                org.h2.tools.Server.class,
                List.of("-tcp", "-tcpPort", Integer.toString(port), "-ifNotExists", "-baseDir", directory.toString()),
                log);
        return new DatabaseServer(Listening.start("the database", program, port, log));
    }

    public int port() {
        return server.port();
    }

    public String url() {
        return url(server.port());
    }

    /** The same database through another port. */
    public static String url(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port
                + "/mem:load;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";
    }

    @Override
    public void close() {
        server.close();
    }
}
