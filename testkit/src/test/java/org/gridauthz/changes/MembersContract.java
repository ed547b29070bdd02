package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.changes.store.WriteUnavailableException;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A ban's way when every instance is at another member of the cluster, and one of them lags. */
abstract class MembersContract {
    static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    final DatabaseBackend db;

    MembersContract(DatabaseBackend db) {
        this.db = db;
    }

    /** An instance at one member, its sessions as a service has them. */
    final class Instance implements AutoCloseable {
        final Recorder seen = new Recorder("ban");
        final DataSource pool;
        final Follower follower;
        final ChangeLog log;

        Instance(int member, Duration writeDeadline) {
            pool = db.poolOn(member, 8);
            follower = new Follower(new JdbcChangeSource(pool, db.synchronousRead()), List.of(seen), Set.of());
            follower.start();
            DataSource writing = db.poolOn(member, 4);
            log = new ChangeLog(writing, new JdbcTransactionManager(writing), InstantSource.system(), writeDeadline);
            assertThat(follower.awaitLoaded(SOON)).isTrue();
        }

        Instance(int member) {
            this(member, Duration.ofSeconds(30));
        }

        Epoch ban(String key) {
            return log.write("ban", List.of(key), place -> {});
        }

        @Override
        public void close() {
            follower.close();
        }
    }

    /** Holds back what other members wrote: whoever applies it waits for this table. */
    final class Lag implements AutoCloseable {
        private final Connection connection;

        Lag(int member) throws SQLException {
            connection = db.poolOn(member, 1).getConnection();
            execute("LOCK TABLES change_head READ, change_log READ");
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            execute("UNLOCK TABLES");
            connection.close();
        }
    }

    @Test
    void whatIsWrittenThroughAnyMemberIsSeenThroughEveryOneOnceAndInOrder() throws Exception {
        try (Instance a = new Instance(0);
                Instance b = new Instance(1);
                Instance c = new Instance(2);
                ExecutorService writers = Executors.newFixedThreadPool(3)) {
            List<Instance> all = List.of(a, b, c);
            int each = 30;
            List<Future<List<Epoch>>> written = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Instance here = all.get(i);
                String name = "member" + i + "-";
                written.add(writers.submit(() -> {
                    List<Epoch> mine = new ArrayList<>();
                    for (int n = 0; n < each; n++) {
                        Epoch epoch = here.ban(name + n);
                        assertThat(all.get(n % 3).follower.atLeast(epoch, SOON)).isEqualTo(AtLeast.REACHED);
                        mine.add(epoch);
                    }
                    return mine;
                }));
            }
            List<Epoch> epochs = new ArrayList<>();
            for (Future<List<Epoch>> future : written) {
                epochs.addAll(future.get());
            }
            Epoch last = epochs.stream()
                    .max(java.util.Comparator.comparingLong(Epoch::seq))
                    .orElseThrow();
            assertThat(epochs).doesNotHaveDuplicates().hasSize(3 * each);
            for (Instance instance : all) {
                assertThat(instance.follower.atLeast(last, SOON)).isEqualTo(AtLeast.REACHED);
                assertThat(instance.seen.applied.stream().map(Change::seq))
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(instance.seen.applied.stream().map(Change::keys))
                        .as("the same everywhere")
                        .isEqualTo(a.seen.applied.stream().map(Change::keys).toList())
                        .hasSize(3 * each);
            }
        }
    }

    @Test
    void anInstanceWhoseMemberLagsKnowsThatItDoesNotKnow() throws Exception {
        try (Instance writer = new Instance(0);
                Instance lagging = new Instance(2)) {
            Epoch before = writer.ban("before");
            assertThat(lagging.follower.atLeast(before, SOON)).isEqualTo(AtLeast.REACHED);
            Epoch ban;
            Duration whileHeld;
            try (Lag lag = new Lag(2)) {
                long begun = System.nanoTime();
                ban = writer.ban("jane");
                List<Epoch> plain = new ArrayList<>();
                new JdbcChangeSource(lagging.pool, SynchronousRead.SINGLE_SERVER)
                        .consistently(true, view -> plain.add(view.head()));
                assertThat(plain)
                        .as("a plain read answers, and knows nothing of the ban")
                        .containsExactly(before);
                assertThat(lagging.follower.atLeast(ban, Duration.ofSeconds(3))).isEqualTo(AtLeast.UNKNOWN);
                whileHeld = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(lagging.follower.freshness().age()).isGreaterThan(Duration.ofSeconds(2));
                assertThat(lagging.follower.freshness().epoch()).isEqualTo(before);
            }
            assertThat(reached(lagging.follower, ban)).isTrue();
            assertThat(whileHeld).isGreaterThan(Duration.ofSeconds(2));
            assertThat(lagging.seen.applied).extracting(Change::keys).contains(List.of("jane"));
        }
    }

    /** Asked again after UNKNOWN, as a caller would. */
    static boolean reached(Follower follower, Epoch wanted) {
        long end = System.nanoTime() + SOON.toNanos();
        do {
            if (follower.atLeast(wanted, SOON) == AtLeast.REACHED) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /** The others wait for a member that does not keep up, or do not; a write is made once or refused clearly, and no reader is held up. */
    @Test
    void flowControlLosesNoWrite() throws Exception {
        try (Instance writer = new Instance(0, Duration.ofSeconds(3));
                Instance beside = new Instance(1);
                Instance lagging = new Instance(2)) {
            List<String> asked = new ArrayList<>();
            try (Lag lag = new Lag(2)) {
                long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
                for (int n = 0; n < 120 && System.nanoTime() < end; n++) {
                    String key = "flood" + n;
                    asked.add(key);
                    try {
                        writer.log.write(
                                NewChange.of("ban", List.of(key)), new Request("/CN=officer", key, key), place -> {});
                    } catch (WriteUnavailableException refused) {
                        break;
                    }
                }
                assertThat(beside.follower.freshness()).isNotNull();
            }
            Epoch last = null;
            for (String key : asked) { // each once more, as whoever had no reply does
                last = repeated(writer, key);
            }
            assertThat(reached(lagging.follower, last))
                    .as("%s of %s, %s", lagging.follower.freshness(), last, lagging.follower.atLeast(last, SOON))
                    .isTrue();
            assertThat(reached(beside.follower, last))
                    .as("%s of %s, %s", beside.follower.freshness(), last, beside.follower.atLeast(last, SOON))
                    .isTrue();
            List<List<String>> keys = asked.stream().map(key -> List.of(key)).toList();
            assertThat(lagging.seen.applied).extracting(Change::keys).containsExactlyElementsOf(keys);
            assertThat(beside.seen.applied).extracting(Change::keys).containsExactlyElementsOf(keys);
        }
    }

    private static Epoch repeated(Instance writer, String key) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writer.log
                        .write(NewChange.of("ban", List.of(key)), new Request("/CN=officer", key, key), place -> {})
                        .epoch();
            } catch (WriteUnavailableException stillHeld) {
                if (attempt == 10) {
                    throw stillHeld;
                }
            }
        }
    }

    @Test
    void aMadeUpEpochIsAnsweredAtOnceByEveryMember() {
        try (Instance here = new Instance(1)) {
            Epoch ban = here.ban("a");
            assertThat(here.follower.atLeast(ban.at(ban.seq() + 1), SOON)).isEqualTo(AtLeast.ABOVE_THE_HEAD);
            assertThatThrownBy(() -> new JdbcChangeSource(here.pool, db.synchronousRead()).consistently(true, view -> {
                        throw new IllegalArgumentException("on purpose");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
