package org.gridauthz.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is rendered for the database, on a real server: its options, and users that can do their work and nothing else. */
@Tag("mysql")
class DeployDatabaseTest {
    private static final Path RENDERED = RenderTest.SAMPLE.resolve("rendered/site");
    private static final MySqlServer SERVER = MySqlServer.start();
    private static final List<String> SERVICES = List.of("gums", "saz", "voms");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    /** Defining anything, and rewriting what happened. */
    private static final List<String> NOBODY = List.of(
            "CREATE TABLE mine (a INT PRIMARY KEY)",
            "DROP TABLE change_log",
            "ALTER TABLE ban_turn ADD COLUMN x INT",
            "CREATE INDEX x ON change_log (kind)",
            "CREATE VIEW v AS SELECT 1",
            "TRUNCATE TABLE change_log",
            "UPDATE change_log SET kind = 'x'",
            "DELETE FROM change_head",
            "UPDATE ban_turn SET state = 'LIFTED'",
            "UPDATE lease SET turn = 9",
            "DELETE FROM policy_turn",
            "DELETE FROM saz_subject_turn");

    @TempDir
    Path directory;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void mysqldTakesItsFile() throws Exception {
        for (String member : new String[] {"fg5", "fg6", "witness"}) {
            assertThat(MySqlServer.mistakesIn(RENDERED.resolve(member).resolve("mysql/gridauthz.cnf")))
                    .isEmpty();
        }
        Path broken = Files.writeString(
                directory.resolve("broken.cnf"),
                Files.readString(RENDERED.resolve("fg5/mysql/gridauthz.cnf")).replace("gtid_mode", "gtid_mood"));
        assertThat(MySqlServer.mistakesIn(broken)).contains("gtid_mood");
    }

    private static DataSource as(String user, String database) {
        String url = SERVER.url(database).replace("user=root", "user=" + user + "&password=word");
        return new DriverManagerDataSource(url);
    }

    private static void run(JdbcTemplate root, String database, String rendered) throws Exception {
        String script = Files.readString(RENDERED.resolve("database").resolve(rendered))
                .replaceAll("(?m)^--.*$", "")
                .replace(" gridauthz.", " " + database + ".")
                .replaceAll("PASSWORD_[A-Z]+", "word");
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                root.execute(statement);
            }
        }
    }

    /** A database of this release and its users; also one that had them before there were rights by table. */
    private static String made(boolean older) throws Exception {
        JdbcTemplate root = new JdbcTemplate(new DriverManagerDataSource(SERVER.url("")));
        String database = "users_" + UUID.randomUUID().toString().replace("-", "");
        root.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        run(root, database, "users.sql");
        if (older) {
            for (String service : SERVICES) {
                root.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + database + ".* TO 'gridauthz_" + service
                        + "'@'%'");
            }
        }
        new Migrations(as("gridauthz_migrate", database)).migrate(Folder.values());
        run(root, database, "grants.sql");
        return database;
    }

    /** The tables that a folder's scripts make. */
    private static List<String> tables(String folder) throws Exception {
        Path scripts = Path.of("..", "db-migrations", "src", "main", "resources", "db", "migration", folder);
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher table = TABLE.matcher(Files.readString(file));
                while (table.find()) {
                    names.add(table.group(1));
                }
            }
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    private static void refused(JdbcTemplate jdbc, String service, String statement) {
        assertThatThrownBy(() -> jdbc.execute(statement))
                .as("%s: %s", service, statement)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("denied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void usersCanDoTheirWorkAndNothingElse(boolean older) throws Exception {
        String database = made(older);
        for (String service : SERVICES) {
            DataSource own = as("gridauthz_" + service, database);
            JdbcTemplate jdbc = new JdbcTemplate(own);
            Folder folder = Folder.valueOf(service.toUpperCase(Locale.ROOT));
            assertThat(new Migrations(own).pending(folder)).isEmpty();
            assertThat(new ChangeLog(own)
                            .write("ban", List.of(service), place -> {})
                            .seq())
                    .isPositive();
            for (String table : tables(service)) {
                assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class))
                        .as("%s reads %s", service, table)
                        .isNotNull();
                assertThatThrownBy(() -> jdbc.execute("INSERT INTO " + table + " (no_such_column) VALUES (1)"))
                        .as("%s may write %s", service, table)
                        .rootCause()
                        .hasMessageContaining("Unknown column");
            }
            for (String table : tables("common")) {
                assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class))
                        .isNotNull();
            }
            for (String other : SERVICES) {
                for (String table : other.equals(service) ? List.<String>of() : tables(other)) {
                    refused(jdbc, service, "SELECT COUNT(*) FROM " + table);
                    refused(jdbc, service, "DELETE FROM " + table);
                }
            }
            for (String statement : NOBODY) {
                refused(jdbc, service, statement);
            }
        }
        JdbcTemplate checking = new JdbcTemplate(as("gridauthz_check", database));
        assertThat(checking.queryForObject("SELECT COUNT(*) FROM lease", Long.class))
                .isZero();
        refused(checking, "check", "UPDATE change_head SET seq = 9");
    }

    /** Whoever takes over GUMS or VOMS lifts no ban, and whoever takes over SAZ deletes none. */
    @Test
    void bansAreWrittenByTheServiceOfTheOfficerAlone() throws Exception {
        String database = made(false);
        BanTarget jane = BanTarget.of(BanKind.DN, "/CN=jane");
        AdminAct act = new AdminAct("/CN=officer", "198.51.100.7", "ban", "x", "stolen key", null);
        for (String service : List.of("gums", "voms")) {
            DataSource own = as("gridauthz_" + service, database);
            assertThatThrownBy(() -> new BanBook(own, new ChangeLog(own), Clock.systemUTC())
                            .ban(jane, Ban.OFFICER, "stolen key", "T-1", null, act, null))
                    .rootCause()
                    .hasMessageContaining("INSERT command denied");
        }
        DataSource saz = as("gridauthz_saz", database);
        BanBook book = new BanBook(saz, new ChangeLog(saz), Clock.systemUTC());
        assertThat(book.ban(jane, Ban.OFFICER, "stolen key", "T-1", null, act, null))
                .isInstanceOf(BanOutcome.Done.class);
        assertThat(book.lift(Ban.id(jane, Ban.OFFICER), 1, act, null)).isInstanceOf(BanOutcome.Done.class);
        refused(new JdbcTemplate(saz), "saz", "DELETE FROM ban_turn");
        refused(new JdbcTemplate(saz), "saz", "UPDATE ban_turn SET state = 'LIFTED'");
    }
}
