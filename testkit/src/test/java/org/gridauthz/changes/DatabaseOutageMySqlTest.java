package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.changes.store.WriteUnavailableException;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A real server that is stopped, killed or frozen, and comes back. */
@Tag("mysql")
class DatabaseOutageMySqlTest {
    private static final MySqlServer SERVER = MySqlServer.start();
    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.mysql(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private javax.sql.DataSource pool(int connections) {
        var config = new com.zaxxer.hikari.HikariConfig();
        // A server that hangs is given up by the socket's own limit: nothing else ends a read of it.
        config.setJdbcUrl(db.url().replace("socketTimeout=30000", "socketTimeout=2000"));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        return new com.zaxxer.hikari.HikariDataSource(config);
    }

    private ChangeLog log() {
        var pool = pool(2);
        return new ChangeLog(pool, new JdbcTransactionManager(pool), InstantSource.system(), Duration.ofSeconds(2));
    }

    private static Epoch write(ChangeLog log, String key) {
        return log.write("ban", List.of(key), place -> {});
    }

    private void outage(Runnable begin, Runnable end) {
        Recorder seen = new Recorder("ban");
        ChangeLog log = log();
        try (Follower follower =
                new Follower(new JdbcChangeSource(pool(3), SynchronousRead.SINGLE_SERVER), List.of(seen), Set.of())) {
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            Epoch before = write(log, "before");
            assertThat(follower.atLeast(before, SOON)).isEqualTo(AtLeast.REACHED);

            begin.run();
            assertThatThrownBy(() -> write(log, "lost")).isInstanceOf(WriteUnavailableException.class);
            assertThat(follower.atLeast(before.at(before.seq() + 1), Duration.ofMillis(200)))
                    .as("it cannot know")
                    .isEqualTo(AtLeast.UNKNOWN);
            assertThat(follower.atLeast(before, SOON))
                    .as("what it knew it knows")
                    .isEqualTo(AtLeast.REACHED);
            Duration age = follower.freshness().age();
            assertThat(follower.freshness().age()).as("grows").isGreaterThan(age);
            assertThat(follower.freshness().epoch()).isEqualTo(before);
            end.run();

            Epoch after = write(log(), "after");
            assertThat(afterOutage(follower, after)).isEqualTo(AtLeast.REACHED);
            assertThat(seen.reloads).as("went on from where it was").containsExactly(ReloadReason.START);
            assertThat(seen.applied).extracting(Change::keys).contains(List.of("before"), List.of("after"));
            assertThat(seen.applied.stream().map(Change::seq)).isSorted().doesNotHaveDuplicates();
            assertThat(awaitFresh(follower)).isTrue();
        }
    }

    /** A read that still met a broken connection says UNKNOWN at once, so it is asked again, as a caller would. */
    private static AtLeast afterOutage(Follower follower, Epoch wanted) {
        long end = System.nanoTime() + SOON.toNanos();
        AtLeast answer;
        do {
            answer = follower.atLeast(wanted, SOON);
        } while (answer == AtLeast.UNKNOWN && System.nanoTime() < end);
        return answer;
    }

    /** A synchronous read that found nothing new brings the age down again. */
    private static boolean awaitFresh(Follower follower) {
        Epoch beyond = follower.freshness().epoch().at(1_000_000);
        return afterOutage(follower, beyond) == AtLeast.ABOVE_THE_HEAD
                && follower.freshness().age().compareTo(Duration.ofSeconds(5)) < 0;
    }

    @Test
    void stopped() {
        outage(SERVER::stop, SERVER::startAgain);
    }

    @Test
    void frozen() {
        outage(SERVER::freeze, SERVER::thaw);
    }

    @Test
    void killed() {
        outage(SERVER::kill, SERVER::startAgain);
    }
}
