package org.gridauthz.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is rendered for the database, on a real server: its options, and users that can do their work and nothing else. */
@Tag("mysql")
class DeployDatabaseTest {
    private static final Path RENDERED = RenderTest.SAMPLE.resolve("rendered/site");
    private static final MySqlServer SERVER = MySqlServer.start();

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

    @Test
    void usersCanDoTheirWorkAndNothingElse() throws Exception {
        JdbcTemplate root = new JdbcTemplate(new DriverManagerDataSource(SERVER.url("")));
        String database = "users_" + UUID.randomUUID().toString().replace("-", "");
        root.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        String script = Files.readString(RENDERED.resolve("database/users.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replace("gridauthz.*", database + ".*")
                .replaceAll("PASSWORD_[A-Z]+", "word");
        for (String statement : script.split(";")) {
            if (!statement.isBlank()) {
                root.execute(statement);
            }
        }

        new Migrations(as("gridauthz_migrate", database)).migrate(Folder.values());
        for (String service : new String[] {"gums", "saz", "voms"}) {
            DataSource database1 = as("gridauthz_" + service, database);
            JdbcTemplate jdbc = new JdbcTemplate(database1);
            Folder folder = Folder.valueOf(service.toUpperCase(Locale.ROOT));
            assertThat(new Migrations(database1).pending(folder)).isEmpty();
            assertThat(new ChangeLog(database1)
                            .write("ban", java.util.List.of(service), place -> {})
                            .seq())
                    .isPositive();
            for (String ddl : new String[] {
                "CREATE TABLE mine (a INT PRIMARY KEY)",
                "DROP TABLE lease",
                "ALTER TABLE ban_turn ADD COLUMN x INT",
                "CREATE INDEX x ON lease (state)",
                "CREATE VIEW v AS SELECT 1",
                "TRUNCATE TABLE change_log"
            }) {
                assertThatThrownBy(() -> jdbc.execute(ddl))
                        .as("%s: %s", service, ddl)
                        .isInstanceOf(DataAccessException.class)
                        .rootCause()
                        .hasMessageContaining("denied");
            }
        }
        JdbcTemplate checking = new JdbcTemplate(as("gridauthz_check", database));
        assertThat(checking.queryForObject("SELECT COUNT(*) FROM lease", Long.class))
                .isZero();
        assertThatThrownBy(() -> checking.update("UPDATE change_head SET seq = 9"))
                .rootCause()
                .hasMessageContaining("denied");
    }
}
