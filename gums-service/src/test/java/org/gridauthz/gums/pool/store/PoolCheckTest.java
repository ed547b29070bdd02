package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.gridauthz.gums.pool.store.PoolCheck.Violation;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check finds what is planted; the tables themselves refuse the worst, so some of it is planted past their keys. */
class PoolCheckTest {
    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.h2();

    @Test
    void findsSubjectsWithTwoAccounts() {
        accounts();
        turn("cms001", 1, "LEASED", "X'" + "00".repeat(32) + "', 1", "NULL");
        turn("cms002", 1, "LEASED", "X'" + "00".repeat(32) + "', 2", "NULL");
        assertThat(PoolCheck.violations(db.dataSource()))
                .containsExactly(new Violation("subject-holds-two", "cms001", 1));
    }

    @Test
    void findsWhatTheKeysWouldHaveRefused() {
        accounts();
        db.jdbc().sql("ALTER TABLE lease DROP CONSTRAINT lease_subject").update();
        db.jdbc().sql("ALTER TABLE lease DROP PRIMARY KEY").update();
        turn("cms001", 1, "LEASED", "X'" + "00".repeat(32) + "', 1", "NULL");
        turn("cms001", 1, "LEASED", "X'" + "01".repeat(32) + "', 1", "NULL");
        turn("cms002", 1, "LEASED", "X'" + "01".repeat(32) + "', 1", "NULL");
        assertThat(PoolCheck.violations(db.dataSource()))
                .containsExactlyInAnyOrder(
                        new Violation("account-held-twice", "cms001", 1),
                        new Violation("subject-holds-two", "cms001", 1),
                        new Violation("subject-turn-twice", "cms001", 1));
    }

    @Test
    void findsHolesForbiddenStepsAndShortQuarantines() {
        accounts();
        turn("cms001", 1, "LEASED", "X'" + "00".repeat(32) + "', 1", "NULL");
        turn("cms001", 2, "QUARANTINED", "NULL, NULL", "1000");
        turn("cms001", 3, "FREE", "NULL, NULL", "NULL");
        turn("cms002", 2, "LEASED", "X'" + "01".repeat(32) + "', 1", "NULL");
        turn("cms003", 1, "QUARANTINED", "NULL, NULL", "1000");
        turn("atlas1", 1, "LEASED", "X'" + "02".repeat(32) + "', 1", "NULL");
        assertThat(PoolCheck.violations(db.dataSource()))
                .containsExactlyInAnyOrder(
                        new Violation("quarantine-cut-short", "cms001", 3),
                        new Violation("turn-missing", "cms002", 2),
                        new Violation("forbidden-step", "cms003", 1),
                        new Violation("leased-outside-pool", "atlas1", 1));
    }

    private void accounts() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-010");
    }

    private void turn(String account, int turn, String state, String subject, String until) {
        db.jdbc()
                .sql("INSERT INTO lease (account, turn, pool, state, at_ms, subject, subject_turn, until_ms) VALUES ('"
                        + account + "', " + turn + ", 'cms', '" + state + "', 0, " + subject + ", " + until + ")")
                .update();
    }
}
