package org.gridauthz.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.migrate.Migrations.Folder;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two releases side by side on one database: the tables are those of the newer one, made first, and the older one's instances are replaced one by one. What a
 * release may do to tables follows: add, and never rename, drop or tighten what the one before it uses.
 */
abstract class RollingUpgradeContract {
    /** The newest script of each folder in the schema that an upgrade begins with. */
    private static final Map<Folder, String> BEFORE =
            Map.of(Folder.COMMON, "6", Folder.GUMS, "111", Folder.SAZ, "201", Folder.VOMS, "301");

    /** A database without a table. */
    abstract DataSource empty();

    private static Flyway scripts(DataSource database, Folder folder, String target) {
        return Flyway.configure()
                .dataSource(database)
                .locations(folder.location())
                .table(folder.history())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("generation", UUID.randomUUID().toString().replace("-", "")))
                .target(target)
                .load();
    }

    private static String generation(DataSource database) {
        return new JdbcTemplate(database).queryForObject("SELECT generation FROM change_head", String.class);
    }

    @Test
    void anUpgradeKeepsEveryRowAndEveryEpoch() {
        DataSource database = empty();
        for (Folder folder : Folder.values()) {
            scripts(database, folder, BEFORE.get(folder)).migrate();
        }
        Epoch before = new ChangeLog(database).write("ban", List.of("a"), place -> {});
        Migrations migrations = new Migrations(database);
        assertThat(migrations.pending(Folder.values()))
                .contains("common/V7__instance.sql", "voms/V302__registration.sql");

        assertThat(migrations.migrate(Folder.values()))
                .allSatisfy(folder -> assertThat(folder.applied()).isPositive());

        assertThat(migrations.pending(Folder.values())).isEmpty();
        assertThat(generation(database))
                .as("epochs that callers hold stay good")
                .isEqualTo(before.generation());
        assertThat(new ChangeLog(database).write("ban", List.of("b"), place -> {}))
                .isEqualTo(before.at(before.seq() + 1));
    }

    /** Every table grows a column, as far as this release can tell, and there are tables and scripts it has never heard of. */
    @Test
    void aReleaseWorksOnTheTablesOfTheNext() {
        DataSource database = empty();
        Migrations migrations = new Migrations(database);
        migrations.migrate(Folder.values());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (String table :
                List.of("change_log", "change_head", "ban_turn", "admin_audit", "job_claim", "lease", "pool_account")) {
            jdbc.execute("ALTER TABLE " + table + " ADD COLUMN of_the_next_release INT");
        }
        jdbc.execute("CREATE TABLE of_the_next_release (a INT PRIMARY KEY)");
        for (Folder folder : Folder.values()) {
            jdbc.update("INSERT INTO " + folder.history()
                    + " (installed_rank, version, description, type, script, checksum, installed_by,"
                    + " execution_time, success) VALUES (900, '999', 'next', 'SQL', 'V999__next.sql', 1,"
                    + " 'next', 1, TRUE)");
        }

        assertThat(migrations.pending(Folder.values()))
                .as("nothing to wait for at a start")
                .isEmpty();
        assertThat(migrations.migrate(Folder.values()))
                .as("and nothing to do by hand")
                .allSatisfy(folder -> assertThat(folder.applied()).isZero());
        Epoch first = new ChangeLog(database).write("ban", List.of("a"), place -> {});
        assertThat(new ChangeLog(database).write("ban", List.of("b"), place -> {}))
                .isEqualTo(first.at(2));
    }
}
