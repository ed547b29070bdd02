package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.changes.store.WriteUnavailableException;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Member 0 is cut off from the other two, which go on without it. Set up badly enough it goes on answering reads, also those that were to wait for the others: an
 * instance that believed it would let a banned user in.
 */
abstract class PartitionedMemberContract {
    static final Duration SOON = Duration.ofSeconds(60);

    final DatabaseCluster cluster;

    @RegisterExtension
    final DatabaseBackend db;

    private final List<HikariDataSource> pools = new ArrayList<>();

    PartitionedMemberContract(DatabaseCluster cluster) {
        this.cluster = cluster;
        db = DatabaseBackend.on(cluster);
    }

    /** What an administrator may have set there that makes it worst. */
    abstract void setUpBadly();

    /** Returns when member 0 knows that it is alone and the others work without it. */
    abstract void cutOff();

    /** What this kind's member says and does now, where every follower's read is refused. */
    abstract void showHowItAnswers(Epoch before);

    abstract void heal();

    /** A pool whose reads of a hanging member end soon. */
    private DataSource pool(int member) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(db.urlOn(member).replace("socketTimeout=5000", "socketTimeout=2000"));
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pools.add(pool);
        return pool;
    }

    private static ChangeLog log(DataSource pool) {
        return new ChangeLog(pool, new JdbcTransactionManager(pool), InstantSource.system(), Duration.ofSeconds(3));
    }

    /** Reads the head at the member that was cut off as a follower does. */
    final Epoch looked() {
        return head(db.synchronousRead());
    }

    /** Reads it there as everything else does. */
    final Epoch plain() {
        return head(SynchronousRead.SINGLE_SERVER);
    }

    private Epoch head(SynchronousRead how) {
        SingleConnectionDataSource session = new SingleConnectionDataSource(db.urlOn(0), true);
        try {
            List<Epoch> heads = new ArrayList<>();
            new JdbcChangeSource(session, how).consistently(true, view -> heads.add(view.head()));
            return heads.getFirst();
        } finally {
            session.destroy();
        }
    }

    /** What a session reads at the member that was cut off when it was told to wait, and asks nothing else. */
    final long waitedFor(String waiting) {
        SingleConnectionDataSource session =
                new SingleConnectionDataSource(db.urlOn(0) + "&sessionVariables=" + waiting, true);
        try {
            return JdbcClient.create(session)
                    .sql("SELECT seq FROM change_head")
                    .query(Long.class)
                    .single();
        } finally {
            session.destroy();
        }
    }

    /** Of member 0. */
    final String asked(String sql) {
        SingleConnectionDataSource session = new SingleConnectionDataSource(cluster.url("", 0), true);
        try {
            return JdbcClient.create(session)
                    .sql(sql)
                    .query(String.class)
                    .optional()
                    .orElse("");
        } finally {
            session.destroy();
        }
    }

    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void anInstanceAtItNeverTakesItsKnowledgeForFresh() {
        setUpBadly();
        DataSource there = pool(0);
        Recorder seen = new Recorder("ban");
        try (Follower follower =
                new Follower(new JdbcChangeSource(there, db.synchronousRead()), List.of(seen), Set.of())) {
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            Epoch before = log(there).write("ban", List.of("before"), place -> {});
            assertThat(looked()).isEqualTo(before);
            until(() -> follower.reached(before));

            cutOff();
            long banning = System.nanoTime();
            Epoch ban = log(pool(1)).write("ban", List.of("jane"), place -> {});

            assertThatThrownBy(this::looked)
                    .as("the server, not we, refuses a read that would be young")
                    .isInstanceOf(NestedRuntimeException.class);
            showHowItAnswers(before);
            assertThatThrownBy(() -> log(there).write("ban", List.of("here"), place -> {}))
                    .isInstanceOf(WriteUnavailableException.class);
            assertThat(follower.atLeast(ban, Duration.ofSeconds(1))).isEqualTo(AtLeast.UNKNOWN);
            assertThat(follower.freshness().epoch()).isEqualTo(before);
            assertThat(follower.freshness().age())
                    .as("it says that it has known nothing since before the ban")
                    .isGreaterThan(Duration.ofNanos(System.nanoTime() - banning));

            heal();
            until(() -> follower.reached(ban));
            until(() -> follower.freshness().age().compareTo(Duration.ofSeconds(1)) < 0);
            Epoch after = written(log(there), "after");
            until(() -> follower.reached(after));
            assertThat(seen.applied)
                    .as("the refused write is nowhere")
                    .extracting(Change::keys)
                    .containsExactly(List.of("before"), List.of("jane"), List.of("after"));
        } finally {
            pools.forEach(HikariDataSource::close);
        }
    }

    /** A member that has just come back may refuse writes for a while longer than reads. */
    private static Epoch written(ChangeLog log, String key) {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            try {
                return log.write("ban", List.of(key), place -> {});
            } catch (WriteUnavailableException notYet) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
            }
        }
    }
}
