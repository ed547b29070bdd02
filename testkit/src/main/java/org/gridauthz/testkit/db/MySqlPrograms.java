package org.gridauthz.testkit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The MySQL programs in their private folder, and an initialised data folder to copy from.
 *
 * @param home the folder that {@code unpack.sh} filled
 */
record MySqlPrograms(Path home) {
    /** Where the programs are when not under {@code .gridauthz} of the checkout. */
    static final String ENVIRONMENT = "GRIDAUTHZ_MYSQL_HOME";

    /** @throws IllegalStateException saying what to install when they are not there */
    static MySqlPrograms find() {
        if (!here()) {
            throw new IllegalStateException(missing(place()));
        }
        return new MySqlPrograms(place().toAbsolutePath());
    }

    static boolean here() {
        return Files.isExecutable(place().resolve("bin/mysqld"));
    }

    private static Path place() {
        String named = System.getenv(ENVIRONMENT);
        return named == null || named.isBlank() ? checkout().resolve(".gridauthz/mysql") : Path.of(named);
    }

    static String missing(Path home) {
        return "There is no MySQL server for the tests in " + home
                + ". Unpack one by testkit/mysql/unpack.sh (Debian packages, nothing is installed), or name a running"
                + " one in the environment as "
                + MySqlServer.ENVIRONMENT
                + "=jdbc:mysql://HOST:PORT/?user=USER&password=WORD, or an image for Docker as "
                + DockerServer.ENVIRONMENT + "=mysql:9";
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
        return new DataTemplate(home).runs();
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

    /** Fills an empty folder with the data of a new server. */
    void initialise(Path folder) throws IOException {
        new DataTemplate(home).copyTo(folder, fresh -> {
            List<String> command = mysqld(fresh);
            command.add("--initialize-insecure");
            DataTemplate.run(command, fresh);
        });
        Files.deleteIfExists(folder.resolve("data/auto.cnf")); // the server's identity; each makes its own
    }
}
