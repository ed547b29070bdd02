package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The MySQL programs in their private folder, and an initialised data folder to copy from.
 *
 * @param home the folder that {@code unpack.sh} filled
 */
record MySqlPrograms(Path home) {
    /** Where the programs are when not under {@code .gridauthz} of the checkout. */
    static final String ENVIRONMENT = "GRIDAUTHZ_MYSQL_HOME";

    static MySqlPrograms find() {
        String named = System.getenv(ENVIRONMENT);
        Path home = named == null || named.isBlank() ? checkout().resolve(".gridauthz/mysql") : Path.of(named);
        if (!Files.isExecutable(home.resolve("bin/mysqld"))) {
            throw new IllegalStateException("There is no MySQL server for the tests in " + home
                    + ". Unpack one by testkit/mysql/unpack.sh, or name a running one in the environment as "
                    + MySqlServer.ENVIRONMENT + "=jdbc:mysql://HOST:PORT/?user=USER&password=WORD");
        }
        return new MySqlPrograms(home.toAbsolutePath());
    }

    /** Maven runs tests in the module's folder: the checkout is the folder above that holds this script. */
    static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("testkit/mysql/unpack.sh"))) {
                return folder;
            }
        }
        return here;
    }

    /** Where servers keep their data while they run. */
    Path runs() throws IOException {
        return Files.createDirectories(home.resolve("runs"));
    }

    /** The start of every command line. As root the server wants to be told that this is meant. */
    List<String> mysqld(Path data) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home.resolve("root/usr"),
                "--datadir=" + data.resolve("data"),
                "--tmpdir=" + data,
                "--secure-file-priv=NULL",
                "--innodb-redo-log-capacity=8M",
                "--log-error=" + data.resolve("log.err")));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    /** Fills an empty folder with the data of a new server: a copy of a template, which the first caller makes. */
    void initialise(Path data) throws IOException {
        Path template = home.resolve("template");
        try (FileChannel lock =
                FileChannel.open(home.resolve("template.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.isDirectory(template)) {
                Path fresh = Files.createTempDirectory(runs(), "template");
                List<String> command = mysqld(fresh);
                command.add("--initialize-insecure");
                run(command, fresh.resolve("log.err"));
                Files.move(fresh.resolve("data"), template, StandardCopyOption.ATOMIC_MOVE);
                Files.deleteIfExists(fresh.resolve("log.err"));
                Files.deleteIfExists(fresh);
            }
        }
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, data.resolve("data").resolve(template.relativize(file)));
            }
        }
        Files.deleteIfExists(data.resolve("data/auto.cnf")); // the server's identity; each makes its own
    }

    static void run(List<String> command, Path log) {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("mysqld does not initialise: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("mysqld does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MySQL initialises", e);
        }
    }
}
