package org.gridauthz.changes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.FaultyCommit.Fault;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the writer promises on every engine. */
abstract class ChangeLogContract {
    @RegisterExtension
    final DatabaseBackend db;

    ChangeLogContract(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void aTableToWrite() {
        db.jdbc()
                .sql("CREATE TABLE item (k VARCHAR(40) PRIMARY KEY, seq BIGINT)")
                .update();
    }

    static ChangeWork insert(DataSource dataSource, String key) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return place -> jdbc.sql("INSERT INTO item VALUES (?, ?)")
                .params(key, place.seq())
                .update();
    }

    private List<Long> log() {
        return db.jdbc()
                .sql("SELECT seq FROM change_log ORDER BY seq")
                .query(Long.class)
                .list();
    }

    private long head() {
        return db.jdbc().sql("SELECT seq FROM change_head").query(Long.class).single();
    }

    private long items() {
        return db.jdbc().sql("SELECT COUNT(*) FROM item").query(Long.class).single();
    }

    @Test
    void rowsLogAndHeadAreOneWrite() {
        ChangeLog log = new ChangeLog(db.dataSource());
        Epoch first = log.write("ban", List.of("a"), insert(db.dataSource(), "a"));
        Epoch second = log.write("ban", List.of("b"), insert(db.dataSource(), "b"));

        assertThat(first.seq()).isEqualTo(1);
        assertThat(second).isEqualTo(first.at(2));
        assertThat(log()).containsExactly(1L, 2L);
        assertThat(head()).isEqualTo(2);
        assertThat(db.jdbc()
                        .sql("SELECT seq FROM item ORDER BY k")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L);
    }

    @Test
    void workThatFailsLeavesNothing() {
        ChangeLog log = new ChangeLog(db.dataSource());
        log.write("ban", List.of("a"), insert(db.dataSource(), "a"));

        assertThatThrownBy(() -> log.write("ban", List.of("a"), insert(db.dataSource(), "a")))
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> log.write("ban", List.of("c"), place -> {
                    insert(db.dataSource(), "c").run(place);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(log()).containsExactly(1L);
        assertThat(head()).isEqualTo(1);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void aLostReplyIsFoundOutAndNotWrittenTwice() {
        DataSource faulty = new FaultyCommit(db.dataSource(), Fault.REPLY_LOST);
        Epoch epoch = new ChangeLog(faulty).write("ban", List.of("a"), insert(faulty, "a"));

        assertThat(epoch.seq()).isEqualTo(1);
        assertThat(log()).containsExactly(1L);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void aRefusedCommitIsTriedAgain() {
        DataSource faulty =
                new FaultyCommit(db.dataSource(), Fault.REFUSED, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED);
        Epoch epoch = new ChangeLog(faulty).write("ban", List.of("a"), insert(faulty, "a"));

        assertThat(epoch.seq()).isEqualTo(1);
        assertThat(items()).isEqualTo(1);
    }

    @Test
    void aRequestIsWrittenOnceHoweverOftenItComes() {
        ChangeLog here = new ChangeLog(db.dataSource());
        DataSource elsewhereSource = db.newPool(2);
        ChangeLog elsewhere = new ChangeLog(elsewhereSource);
        Request request = new Request("/CN=officer", "key-1", "ban a");
        NewChange change = NewChange.of("ban", List.of("a"));

        Written first = here.write(change, request, insert(db.dataSource(), "a"));
        here.write("ban", List.of("b"), insert(db.dataSource(), "b"));
        Written second = elsewhere.write(change, request, insert(elsewhereSource, "a"));

        assertThat(first.repeated()).isFalse();
        assertThat(second).isEqualTo(new Written(first.epoch(), true));
        assertThat(items()).isEqualTo(2);
        assertThatThrownBy(() ->
                        here.write(change, new Request("/CN=officer", "key-1", "ban c"), insert(db.dataSource(), "c")))
                .isInstanceOf(RequestKeyReusedException.class);
        assertThat(here.write(change, new Request("/CN=other", "key-1", "x"), insert(db.dataSource(), "x"))
                        .repeated())
                .isFalse();
    }

    @Test
    void aWriterThatDiesBetweenCommitAndReplyIsFoundByTheRepeat() {
        Request request = new Request("/CN=officer", "key-1", "ban a");
        NewChange change = NewChange.of("ban", List.of("a"));
        DataSource dying = new FaultyCommit(db.dataSource(), Fault.DIED, Fault.DIED);
        assertThatThrownBy(() -> new ChangeLog(dying).write(change, request, insert(dying, "a")))
                .isInstanceOf(FaultyCommit.Death.class);
        assertThatThrownBy(() -> new ChangeLog(dying).write(change, null, insert(dying, "b")))
                .isInstanceOf(FaultyCommit.Death.class);

        ChangeLog restarted = new ChangeLog(db.dataSource());
        assertThat(restarted.write(change, request, insert(db.dataSource(), "a")))
                .isEqualTo(new Written(new Epoch(generation(), 1), true));
        assertThatThrownBy(() -> restarted.write(change, null, insert(db.dataSource(), "b")))
                .as("without the key it is a second write")
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(log()).containsExactly(1L, 2L);
    }

    String generation() {
        return db.jdbc()
                .sql("SELECT generation FROM change_head")
                .query(String.class)
                .single();
    }

    @Test
    void aWriteThatNeverGetsThroughGivesUpAtItsDeadline() {
        DataSource other = db.poolOn(0, 1); // another member would lock nothing here
        new TransactionTemplate(new JdbcTransactionManager(other)).executeWithoutResult(status -> {
            JdbcClient.create(other)
                    .sql("UPDATE change_head SET seq = 0 WHERE one = 1")
                    .update(); // holds the row
            ChangeLog log = new ChangeLog(
                    db.dataSource(),
                    new JdbcTransactionManager(db.dataSource()),
                    InstantSource.system(),
                    Duration.ofMillis(1_500));
            long start = System.nanoTime();
            assertThatThrownBy(() -> log.write("ban", List.of("a"), insert(db.dataSource(), "a")))
                    .isInstanceOf(WriteUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        });
        assertThat(items()).isZero();
    }

    @Test
    void aSlowWriterIsNotStarvedByQuickOnes() throws Exception {
        DataSource quickSource = db.newPool(2);
        ChangeLog quick = new ChangeLog(quickSource);
        ChangeLog slow = new ChangeLog(db.dataSource());
        int[] attempts = {0};
        // Each of its attempts is overtaken while it works, until it takes the head's lock first.
        Epoch epoch = slow.write("ban", List.of("slow"), place -> {
            if (++attempts[0] <= 3) {
                quick.write("ban", List.of("quick"), insert(quickSource, "quick" + attempts[0]));
            }
            insert(db.dataSource(), "slow").run(place);
        });

        assertThat(attempts[0]).isEqualTo(4);
        assertThat(epoch.seq()).isEqualTo(4);
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void tooManyKeysBecomeAChangeOfEverything() {
        String key = "k".repeat(1_000);
        List<String> keys =
                java.util.stream.IntStream.range(0, 100).mapToObj(i -> key + i).toList();
        assertThat(NewChange.of("ban", keys).keys()).isNull();
        assertThat(NewChange.of("ban", keys.subList(0, 10)).keys()).hasSize(10);
        assertThatThrownBy(() -> NewChange.of("ban", List.of("a\nb"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewChange.of("Ban!", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
