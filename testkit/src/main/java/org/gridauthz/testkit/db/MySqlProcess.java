package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One mysqld over one data folder, startable again. */
final class MySqlProcess {
    /** A shell holds the server: when the JVM dies, even killed, its end of the pipe closes and the server goes too. */
    private static final String KEEPER = "exec 3<&0; \"$@\" < /dev/null 3<&- & server=$!; echo $server; "
            + "(read -r never <&3; kill -KILL $server) 2> /dev/null & keeper=$!; wait $server; kill $keeper 2> /dev/null";

    private final MySqlPrograms programs;
    private final Path data;
    private final int port;
    private @Nullable Process shell;
    private @Nullable ProcessHandle server;

    MySqlProcess(MySqlPrograms programs, Path data) throws IOException {
        this.programs = programs;
        this.data = data;
        this.port = freePort();
        programs.initialise(data);
    }

    int port() {
        return port;
    }

    synchronized void start() {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "mysqld"));
        command.addAll(programs.mysqld(data));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"),
                "--mysqlx=OFF",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2", // survives SIGKILL, not a power cut: a test machine's disk is
                // slow
                "--innodb-doublewrite=OFF"));
        try {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            shell = started;
            server = ProcessHandle.of(
                            Long.parseLong(started.inputReader().readLine().trim()))
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException("mysqld cannot be started", e);
        }
    }

    /** Waits a while; says whether the server still lives. */
    synchronized boolean awaitStillRunning(long millis) {
        try {
            return shell != null && !shell.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void stop() {
        signal("TERM");
        await();
    }

    synchronized void kill() {
        if (server != null && server.isAlive()) {
            server.destroyForcibly();
            await();
        }
    }

    /** Sends a signal to the server itself, by its id. */
    synchronized void signal(String name) {
        if (server == null) {
            return;
        }
        try {
            new ProcessBuilder("/bin/kill", "-" + name, Long.toString(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal mysqld", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            if (shell != null && !shell.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("mysqld does not stop; its log ends:\n" + endOfLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String endOfLog() {
        try {
            String log = Files.readString(data.resolve("log.err"));
            return log.substring(Math.max(0, log.length() - 2_000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Does nothing when they are gone already. */
    synchronized void removeData() {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("the test server's data cannot be removed", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
