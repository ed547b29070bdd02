package org.gridauthz.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.instances.store.JdbcInstances;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.migrate.Migrations.Folder;
import org.gridauthz.testkit.db.EarlierRelease;
import org.gridauthz.web.store.AdminRights;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two releases side by side on one database: the tables are those of the newer one, made first, and the older one's instances are replaced one by one. What a
 * release may do to tables follows: add, and never rename, drop or tighten what the one before it uses.
 */
abstract class RollingUpgradeContract {
    /** A database without a table. */
    abstract DataSource empty();

    @Test
    void anUpgradeKeepsEveryRowAndEveryEpoch() {
        DataSource database = empty();
        EarlierRelease.tables(database);
        assertThat(EarlierRelease.work(database)).isEmpty();
        Contents before = Contents.of(database);
        assertThat(before.tables()).as("all but the short-lived hold something").hasSizeGreaterThan(40);
        Migrations migrations = new Migrations(database);
        assertThat(migrations.pending(Folder.values()))
                .containsExactly(
                        "common/V8__instance_version_and_use.sql",
                        "gums/V126__member_edit.sql",
                        "voms/V303__last_seen.sql");

        migrations.migrate(Folder.values());

        assertThat(migrations.pending(Folder.values())).isEmpty();
        assertThat(Contents.of(database).as(before))
                .as("in what the release before knows of")
                .isEqualTo(before);
        readAndWritten(database);
    }

    /** Every statement that the release before made, made again on tables of this one, does the same and leaves the same. */
    @Test
    void theReleaseBeforeWorksOnTheTablesOfThisOne() {
        DataSource old = empty();
        EarlierRelease.tables(old);
        EarlierRelease.work(old);
        DataSource database = empty();
        new Migrations(database).migrate(Folder.values());
        assertThat(EarlierRelease.work(database))
                .as("refused, or done otherwise")
                .isEmpty();
        Contents expected = Contents.of(old);
        assertThat(Contents.of(database).as(expected)).isEqualTo(expected);
        readAndWritten(database);
    }

    /** What this release makes of what the one before wrote. */
    private static void readAndWritten(DataSource database) {
        ChangeLog log = new ChangeLog(database);
        BanBook bans = new BanBook(database, log, InstantSource.system());
        assertThat(bans.inForce(null))
                .extracting(ban -> ban.target().toString())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("CN=Jane Doe"),
                        one -> assertThat(one).contains("oldvo"));
        assertThat(new AdminRights(database, log, InstantSource.system(), true).all())
                .hasSize(1);
        assertThat(new JdbcInstances(database).all())
                .as("it says nothing of its version")
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("saz old:8443"));
        Epoch head = head(database);
        assertThat(head.generation()).as("epochs that callers hold stay good").isEqualTo(EarlierRelease.GENERATION);
        AdminAct act = new AdminAct("/CN=officer", "::1", "ban", "/CN=x", "stolen", null);
        BanOutcome again = bans.ban(
                BanTarget.of(BanKind.DN, "/DC=org/DC=example/CN=John Roe"), "local", "after all", "", null, act, null);
        assertThat(again)
                .as("the turn after its ban and its lift")
                .isInstanceOfSatisfying(
                        BanOutcome.Done.class,
                        done -> assertThat(done.ban().turn()).isEqualTo(3));
        assertThat(head(database)).isEqualTo(head.at(head.seq() + 1));
    }

    private static Epoch head(DataSource database) {
        List<Epoch> heads = new ArrayList<>();
        new JdbcChangeSource(database, SynchronousRead.SINGLE_SERVER)
                .consistently(true, view -> heads.add(view.head()));
        return heads.getFirst();
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
