package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gridauthz.testkit.FreePort;
import org.jspecify.annotations.Nullable;

/** One mysqld or mariadbd over one data folder, startable again. */
final class MySqlProcess {
    /** A shell holds the server: when the JVM dies, even killed, its end of the pipe closes and the server goes too. */
    private static final String KEEPER = "exec 3<&0; \"$@\" < /dev/null 3<&- & server=$!; echo $server; (read -r never"
            + " <&3; kill -KILL $server) 2> /dev/null & keeper=$!; wait $server; kill $keeper 2> /dev/null";

    private final Path data;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable Process shell;
    private @Nullable ProcessHandle server;

    /**
     * A MySQL server by itself, over the data of a new one.
     *
     * @param environment added to this JVM's
     */
    static MySqlProcess alone(MySqlPrograms programs, Path data, Map<String, String> environment) throws IOException {
        programs.initialise(data);
        int port = FreePort.take();
        List<String> command = new ArrayList<>(programs.mysqld(data));
        command.addAll(listening(data, port));
        command.addAll(List.of(
                "--mysqlx=OFF",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=2", // survives SIGKILL, not a power cut: a test machine's disk is
                // slow
                "--innodb-doublewrite=OFF"));
        return new MySqlProcess(data, port, command, environment);
    }

    /**
     * @param data the server's folder; its log is {@code log.err} there
     * @param command the whole command line
     * @param environment added to this JVM's
     */
    MySqlProcess(Path data, int port, List<String> command, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** Where a server listens: on loopback alone. */
    static List<String> listening(Path data, int port) {
        return List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + data.resolve("s"),
                "--pid-file=" + data.resolve("pid"));
    }

    int port() {
        return port;
    }

    /** @param more options of this start alone */
    synchronized void start(String... more) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "mysqld"));
        all.addAll(command);
        all.addAll(List.of(more));
        try {
            ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process started = builder.start();
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
                throw new IllegalStateException("mysqld does not stop;" + endOfLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String endOfLog() {
        return DataTemplate.endOfLog(data);
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
}
