package org.gridauthz.testkit.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB with Galera in its private folder.
 *
 * @param home the folder that {@code testkit/galera/unpack.sh} filled
 */
record MariaPrograms(Path home) {
    static final String ENVIRONMENT = "GRIDAUTHZ_GALERA_HOME";

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    /** In the order in which they make the tables of a new server. */
    private static final List<String> SCRIPTS = List.of(
            "mysql_system_tables.sql",
            "mysql_performance_tables.sql",
            "mysql_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mysql_sys_schema.sql");

    static MariaPrograms find() {
        String named = System.getenv(ENVIRONMENT);
        Path home = named == null || named.isBlank()
                ? MySqlPrograms.checkout().resolve(".gridauthz/galera")
                : Path.of(named);
        if (!Files.isExecutable(home.resolve("bin/mariadbd"))) {
            throw new IllegalStateException("There is no MariaDB with Galera for the tests in " + home
                    + ". Unpack one by testkit/galera/unpack.sh, or name a running cluster in the environment as"
                    + " GRIDAUTHZ_TEST_GALERA_URLS='jdbc:mysql://HOST:PORT/?user=USER&password=WORD …'");
        }
        return new MariaPrograms(home.toAbsolutePath());
    }

    Path runs() throws IOException {
        return new DataTemplate(home).runs();
    }

    Path provider() {
        return home.resolve("root/usr/lib/libgalera_smm.so");
    }

    /** Its own programs first: a member calls rsync by name to give its state to a new one. */
    String path() {
        return home.resolve("bin") + ":" + home.resolve("root/usr/bin") + ":" + System.getenv("PATH")
                + ":/usr/sbin:/usr/bin:/sbin:/bin";
    }

    /** The start of every command line. Not as root, whose rsync daemon would drop to nobody and read nothing. */
    List<String> mariadbd(Path data) {
        Path base = home.resolve("root/usr");
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share/mysql"),
                "--datadir=" + data.resolve("data"),
                "--tmpdir=" + data,
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=64M",
                "--log-error=" + data.resolve("log.err")));
        if (ROOT) {
            command.add("--user=nobody");
        }
        return command;
    }

    /** Fills an empty folder with the data of a new server. */
    void initialise(Path folder) throws IOException {
        new DataTemplate(home).copyTo(folder, fresh -> {
            Files.createDirectory(fresh.resolve("data"));
            give(fresh);
            bootstrap(fresh);
        });
        give(folder);
    }

    private static void give(Path folder) {
        if (ROOT) {
            DataTemplate.run(List.of("/bin/chown", "-R", "nobody", folder.toString()), folder);
        }
    }

    private void bootstrap(Path fresh) throws IOException {
        List<String> command = new ArrayList<>(mariadbd(fresh));
        command.addAll(List.of("--bootstrap", "--skip-log-bin"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream()) {
            in.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n"
                    .getBytes(StandardCharsets.UTF_8));
            for (String script : SCRIPTS) {
                Files.copy(home.resolve("root/usr/share/mysql").resolve(script), in);
            }
        }
        DataTemplate.ended(process, "mariadbd", fresh);
    }
}
