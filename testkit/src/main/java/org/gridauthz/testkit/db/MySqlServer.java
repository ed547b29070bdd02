package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server on loopback, at a port of its own. Either one that this JVM starts from the programs that
 * {@code testkit/mysql/unpack.sh} unpacked, or one that runs already and is named in the environment.
 *
 * <p>Its data are made once, kept as a template and copied; nothing of them is durable against a power cut. It is stopped at the end
 * of the JVM, and by the kernel's closing of a pipe when the JVM is killed.
 */
public final class MySqlServer implements AutoCloseable {
    /** Names a running server, with a user who may create databases: {@code jdbc:mysql://HOST:PORT/?user=…&password=…}. */
    public static final String ENVIRONMENT = "GRIDAUTHZ_TEST_MYSQL_URL";

    private static @Nullable MySqlServer shared;

    private final String address;
    private final String query;
    private final @Nullable MySqlProcess process;

    private MySqlServer(String address, String query, @Nullable MySqlProcess process) {
        this.address = address;
        this.query = query;
        this.process = process;
    }

    /**
     * The server of all tests of this JVM, found at first use: a running one named in the environment, a container of an image named there
     * ({@code GRIDAUTHZ_TEST_MYSQL_IMAGE}), unpacked programs, a container of the official image.
     *
     * @throws IllegalStateException naming what is missing when there is none
     */
    public static synchronized MySqlServer shared() {
        if (shared == null) {
            shared = found();
        }
        return shared;
    }

    /** Unpacked programs come before a Docker engine that nobody asked for: they start in a second, and no image is fetched. */
    private static MySqlServer found() {
        String named = System.getenv(ENVIRONMENT);
        if (named != null && !named.isBlank()) {
            return running(named);
        }
        String image = DockerServer.named();
        return image == null && MySqlPrograms.here() ? start() : contained(image);
    }

    /** @throws IllegalStateException saying what to install when no Docker answers */
    private static MySqlServer contained(@Nullable String image) {
        if (!DockerServer.here()) {
            if (image == null) {
                MySqlPrograms.find();
            }
            throw new IllegalStateException("No Docker answers for " + DockerServer.ENVIRONMENT + "=" + image
                    + ": is dockerd running, and DOCKER_HOST right? Without that variable unpacked programs are used.");
        }
        DockerServer server = DockerServer.start(image);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop the MySQL container"));
        return running(server.url());
    }

    /** Starts a server of the caller's own; close it. */
    public static MySqlServer start() {
        return start(Map.of());
    }

    /**
     * The same with more in its environment, as a library that fakes its clock needs.
     *
     * @param environment added to this JVM's
     */
    public static MySqlServer start(Map<String, String> environment) {
        MySqlPrograms programs = MySqlPrograms.find();
        try {
            Path data = Files.createTempDirectory(programs.runs(), "run");
            MySqlServer server = of(MySqlProcess.alone(programs, data, environment));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop mysqld"));
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("MySQL cannot start", e);
        }
    }

    private static MySqlServer of(MySqlProcess process) {
        String address = "jdbc:mysql://127.0.0.1:" + process.port() + "/";
        return new MySqlServer(address, "user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true", process);
    }

    private static MySqlServer running(String url) {
        int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        return new MySqlServer(
                address.endsWith("/") ? address : address + "/", question < 0 ? "" : url.substring(question + 1), null);
    }

    /** The JDBC URL of a database; of none in particular when empty. */
    public String url(String database) {
        return address + database + "?" + query + "&connectTimeout=3000&socketTimeout=30000&useLocalSessionState=true";
    }

    /**
     * Writes a database to a file, as an administrator would ({@code mysqldump}).
     *
     * @param database the URL that names it
     */
    public static void dump(String database, Path file) {
        run(database, "mysqldump", ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.to(file.toFile()));
    }

    /** Reads such a file back, table by table, whoever is using the database. */
    public static void restore(Path file, String database) {
        run(database, "mysql", ProcessBuilder.Redirect.from(file.toFile()), ProcessBuilder.Redirect.PIPE);
    }

    /** What the server says against a file of its options; empty when it would start with it. */
    public static String mistakesIn(Path options) {
        MySqlPrograms programs = MySqlPrograms.find();
        List<String> command = new ArrayList<>(List.of(
                programs.home().resolve("bin/mysqld").toString(),
                "--defaults-file=" + options.toAbsolutePath(),
                "--basedir=" + programs.home().resolve("root/usr"),
                "--secure-file-priv=NULL",
                "--validate-config"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String database, String program, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out) {
        URI place = URI.create(database.substring("jdbc:".length()));
        try {
            Process process = new ProcessBuilder(
                            MySqlPrograms.find()
                                    .home()
                                    .resolve("bin")
                                    .resolve(program)
                                    .toString(),
                            "--host=" + place.getHost(),
                            "--port=" + place.getPort(),
                            "--user=root",
                            "--protocol=tcp",
                            place.getPath().substring(1))
                    .redirectInput(in)
                    .redirectOutput(out)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it as an administrator would; connections break, data stay. */
    public void stop() {
        own().stop();
    }

    /** Kills it (SIGKILL): data of committed transactions stay. */
    public void kill() {
        own().kill();
    }

    /** Freezes it (SIGSTOP): connections stay open and nothing answers. */
    public void freeze() {
        own().signal("STOP");
    }

    /** Lets a frozen one go on (SIGCONT). */
    public void thaw() {
        own().signal("CONT");
    }

    /** Starts it after a stop or a kill, at the same port, and waits until it answers, a minute at most. */
    public void startAgain() {
        own().start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!answers()) {
            if (System.nanoTime() > deadline || !own().awaitStillRunning(100)) {
                throw new IllegalStateException("mysqld does not come up;" + own().endOfLog());
            }
        }
    }

    /** Stops it and removes its data; does nothing to a server that somebody else started. */
    @Override
    public void close() {
        if (process != null) {
            process.kill();
            process.removeData();
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(""))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private MySqlProcess own() {
        if (process == null) {
            throw new IllegalStateException("the server named in " + ENVIRONMENT + " is not ours to stop");
        }
        return process;
    }
}
