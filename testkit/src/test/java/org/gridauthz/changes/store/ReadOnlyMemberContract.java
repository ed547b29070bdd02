package org.gridauthz.changes.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A member that takes connections and no writes: the pool of an instance beside it leaves it before a write is tried, and comes back to what there is. */
abstract class ReadOnlyMemberContract {
    private static final int NEAREST = 0;

    @RegisterExtension
    final DatabaseBackend db;

    private final DatabaseCluster cluster;

    ReadOnlyMemberContract(DatabaseBackend db, DatabaseCluster cluster) {
        this.db = db;
        this.cluster = cluster;
    }

    /** A way in which a member refuses writes. */
    record Refusing(String name, boolean answersReads, List<String> begin, List<String> end) {
        @Override
        public String toString() {
            return name;
        }
    }

    private HikariDataSource pool(boolean probing) {
        HikariDataSource usual = (HikariDataSource) db.nearestFirst(NEAREST, 1);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(usual.getJdbcUrl());
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        if (probing) {
            config.setConnectionTestQuery(db.synchronousRead().writable());
        }
        return new HikariDataSource(config);
    }

    /** The port of the member that a connection of the pool, idle for as long as the pool trusts one, is at. */
    private static int at(HikariDataSource pool) throws SQLException {
        LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@port")) {
            row.next();
            return row.getInt(1);
        }
    }

    private int port() {
        return URI.create(db.urlOn(NEAREST).substring("jdbc:".length())).getPort();
    }

    /** The driver remembers for a few seconds, for the whole JVM, who refused. */
    private void awaitForgiven() throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (HikariDataSource pool = pool(false)) {
                if (at(pool) == port()) {
                    return;
                }
            }
            assertThat(System.nanoTime()).as("forgiven in time").isLessThan(end);
        }
    }

    private static boolean writes(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE change_head SET seq = seq + 1");
            return true;
        } catch (SQLException refused) {
            assertThat(Refusals.passes(refused)).as("%s", refused.toString()).isTrue();
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsLeftBeforeAWriteIsTried(Refusing way) throws Exception {
        awaitForgiven();
        try (HikariDataSource unasked = pool(false);
                HikariDataSource asked = pool(true)) {
            int nearest = port();
            assertThat(at(unasked)).as("a member that writes is kept").isEqualTo(nearest);
            assertThat(at(asked)).as("and also when asked").isEqualTo(nearest);
            cluster.execute(NEAREST, way.begin().toArray(String[]::new));
            try {
                long end = System.nanoTime() + Duration.ofSeconds(20).toNanos(); // a cut shows after a while
                while (at(asked) == nearest) {
                    assertThat(System.nanoTime()).as("left").isLessThan(end);
                }
                if (way.answersReads()) {
                    assertThat(at(unasked))
                            .as("without the probe it is not noticed")
                            .isEqualTo(nearest);
                }
                assertThat(writes(asked)).isTrue();
            } finally {
                cluster.execute(NEAREST, way.end().toArray(String[]::new));
                cluster.awaitWhole();
            }
        }
    }
}
