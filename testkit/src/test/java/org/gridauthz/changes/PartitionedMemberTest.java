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
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.changes.store.WriteUnavailableException;
import org.gridauthz.testkit.db.ClusterKind;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A member that is cut off from the other two, which go on without it. It goes on answering plain reads, and once it has left the group also those that
 * were to wait for the group: an instance that believed it would let a banned user in.
 */
@Tag("cluster")
class PartitionedMemberTest {
    private static final DatabaseCluster GROUP = DatabaseCluster.start(ClusterKind.GROUP_REPLICATION);
    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.on(GROUP);

    @AfterAll
    static void stop() {
        GROUP.close();
    }

    /** A pool whose reads of a hanging member end soon. */
    private DataSource pool(int member) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(db.urlOn(member).replace("socketTimeout=5000", "socketTimeout=2000"));
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static ChangeLog log(DataSource pool) {
        return new ChangeLog(pool, new JdbcTransactionManager(pool), InstantSource.system(), Duration.ofSeconds(3));
    }

    private static Epoch looked(DataSource pool, SynchronousRead how) {
        List<Epoch> heads = new ArrayList<>();
        new JdbcChangeSource(pool, how).consistently(true, view -> heads.add(view.head()));
        return heads.getFirst();
    }

    /** What a session reads at the member that was cut off when it was told to wait, and asks nothing else. */
    private long waitedFor() {
        SingleConnectionDataSource session = new SingleConnectionDataSource(
                db.urlOn(0) + "&sessionVariables=group_replication_consistency=%27BEFORE%27", true);
        try {
            return JdbcClient.create(session)
                    .sql("SELECT seq FROM change_head")
                    .query(Long.class)
                    .single();
        } finally {
            session.destroy();
        }
    }

    private static String state(DataSource pool) {
        return JdbcClient.create(pool)
                .sql("SELECT member_state FROM performance_schema.replication_group_members"
                        + " WHERE member_id = @@server_uuid")
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static void until(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void anInstanceAtItNeverTakesItsKnowledgeForFresh() {
        GROUP.execute(0, "SET GLOBAL group_replication_exit_state_action = 'READ_ONLY'"); // the worst choice
        GROUP.execute(0, "SET GLOBAL group_replication_autorejoin_tries = 0");
        DataSource cutOff = pool(0);
        Recorder seen = new Recorder("ban");
        try (Follower follower = new Follower(
                new JdbcChangeSource(cutOff, SynchronousRead.GROUP_REPLICATION), List.of(seen), Set.of())) {
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            Epoch before = log(cutOff).write("ban", List.of("before"), place -> {});

            GROUP.freeze(1);
            GROUP.freeze(2);
            until(() -> state(cutOff).equals("ERROR"));
            GROUP.thaw(1);
            GROUP.thaw(2);
            GROUP.await(1, 2);
            long banning = System.nanoTime();
            Epoch ban = log(pool(1)).write("ban", List.of("jane"), place -> {});
            long banned = System.nanoTime();

            DataSource waiting = pool(0);
            assertThatThrownBy(() -> looked(waiting, SynchronousRead.GROUP_REPLICATION))
                    .as("it has been thrown out of the group: the server refuses to wait for it")
                    .isInstanceOf(org.springframework.core.NestedRuntimeException.class);
            GROUP.execute(0, "STOP GROUP_REPLICATION");
            assertThat(waitedFor())
                    .as("left for good, or not yet joined after a start: it does not wait, and answers from before"
                            + " the ban")
                    .isEqualTo(before.seq());
            assertThatThrownBy(() -> looked(waiting, SynchronousRead.GROUP_REPLICATION))
                    .as("so it is asked whether it is a member")
                    .hasRootCauseMessage("Subquery returns more than 1 row");
            assertThatThrownBy(() -> log(cutOff).write("ban", List.of("here"), place -> {}))
                    .isInstanceOf(WriteUnavailableException.class);
            assertThat(follower.atLeast(ban, Duration.ofSeconds(1))).isEqualTo(AtLeast.UNKNOWN);
            assertThat(follower.freshness().epoch()).isEqualTo(before);
            assertThat(follower.freshness().age())
                    .as("it says that it has known nothing since before the ban")
                    .isGreaterThan(Duration.ofNanos(System.nanoTime() - banning));

            GROUP.execute(0, "START GROUP_REPLICATION");
            until(() -> follower.reached(ban));
            assertThat(Duration.ofNanos(System.nanoTime() - banned)).isPositive();
            until(() -> follower.freshness().age().compareTo(Duration.ofSeconds(1)) < 0);
            assertThat(seen.applied).extracting(Change::keys).containsExactly(List.of("before"), List.of("jane"));
        }
    }
}
