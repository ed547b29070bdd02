package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.store.PoolCheck.Violation;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only a real server can show: that without the keys accounts double, and that killed connections lose nothing. */
@Tag("mysql")
class LeaseRacesMySqlTest {
    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.mysql();

    @Test
    void withoutTheKeysTheSameStormGivesAccountsToTwo() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-400");
        db.jdbc().sql("ALTER TABLE lease DROP INDEX lease_subject").update();
        db.jdbc().sql("ALTER TABLE lease DROP PRIMARY KEY").update();
        db.jdbc().sql("CREATE INDEX lease_account ON lease (account, turn)").update();
        db.jdbc()
                .sql("CREATE INDEX lease_holder ON lease (pool, subject, subject_turn)")
                .update();

        // Which of the doubles a storm leaves is the scheduler's choice; that some storm leaves one is not.
        for (int storm = 1; storm <= 8 && doubles().isEmpty(); storm++) {
            try {
                LeaseTakingContract.storm(instances(), 400 * storm, 50 * storm); // 50 new subjects each time
            } catch (ExecutionException doubled) {
                // Whoever asks while the doubles are there already meets two rows where one was promised.
                assertThat(doubled).hasCauseInstanceOf(IncorrectResultSizeDataAccessException.class);
            }
        }

        assertThat(doubles()).isNotEmpty().isSubsetOf("subject-turn-twice", "account-held-twice");
    }

    private Set<String> doubles() {
        return PoolCheck.violations(db.dataSource()).stream()
                .map(Violation::violation)
                .filter(violation -> violation.endsWith("-twice"))
                .collect(Collectors.toSet());
    }

    @Test
    void connectionsKilledDuringTheStormLoseNothing() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-250");
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService killer = Executors.newSingleThreadExecutor()) {
            Future<Integer> kills = killer.submit(() -> killUntil(over));

            Map<Integer, Set<String>> accounts = LeaseTakingContract.storm(instances(), 1_000, 200);

            over.set(true);
            assertThat(kills.get()).isPositive();
            assertThat(accounts)
                    .hasSize(200)
                    .allSatisfy((subject, given) -> assertThat(given).hasSize(1));
            assertThat(accounts.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
            Map<Integer, Set<String>> again = LeaseTakingContract.storm(instances(), 200, 200);
            assertThat(again).isEqualTo(accounts);
        }
        assertThat(db.jdbc().sql("SELECT COUNT(*) FROM lease").query(Long.class).single())
                .isEqualTo(200);
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    private List<LeaseTaking> instances() {
        return List.of(instance(db.dataSource()), instance(db.newPool(10)));
    }

    private static LeaseTaking instance(DataSource dataSource) {
        return new LeaseTaking(dataSource, InstantSource.system(), new Retry(Duration.ofSeconds(90)));
    }

    /** Kills one connection after the other, as they run statements of this test's database. */
    private int killUntil(AtomicBoolean over) {
        JdbcClient jdbc = JdbcClient.create(db.newPool(1));
        int kills = 0;
        while (!over.get()) {
            List<Long> running = jdbc.sql("""
                            SELECT id FROM information_schema.processlist
                            WHERE db = DATABASE() AND id <> CONNECTION_ID() ORDER BY RAND() LIMIT 1
                            """).query(Long.class).list();
            for (Long id : running) {
                try {
                    jdbc.sql("KILL " + id).update();
                    kills++;
                } catch (org.springframework.dao.DataAccessException gone) {
                    // it went by itself
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return kills;
    }
}
