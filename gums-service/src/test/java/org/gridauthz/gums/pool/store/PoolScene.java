package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.PoolRules;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools on any database, as administrators, jobs and subjects use them; each test leaves a whole history. */
abstract class PoolScene {
    static final Duration QUARANTINE = Duration.ofHours(24);
    static final ChangeWork NOTHING = epoch -> {};

    @RegisterExtension
    final DatabaseBackend db;

    final SetClock clock = new SetClock(Instant.parse("2026-11-22T12:00:00Z"));
    PoolAccounts accounts;
    LeaseRelease release;
    LeaseTaking taking;
    PoolReading reading;

    PoolScene(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void open() {
        ChangeLog changes = new ChangeLog(db.dataSource());
        accounts = new PoolAccounts(db.dataSource(), changes, clock, QUARANTINE);
        release = new LeaseRelease(db.dataSource(), changes, clock, QUARANTINE);
        taking = new LeaseTaking(db.dataSource(), clock, new Retry(Duration.ofSeconds(60)));
        reading = new PoolReading(db.dataSource(), clock, pool -> PoolRules.DEFAULT);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    Held take(int subject) {
        return taking.take("cms", PoolDatabase.key(subject), name(subject));
    }

    static String name(int subject) {
        return PoolDatabase.dn(subject).text();
    }

    List<String> changes() {
        return db.jdbc()
                .sql("SELECT kind FROM change_log ORDER BY seq")
                .query(String.class)
                .list();
    }
}
