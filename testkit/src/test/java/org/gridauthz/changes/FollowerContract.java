package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Pruning;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a follower promises on every engine. */
abstract class FollowerContract {
    static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final DatabaseBackend db;

    FollowerContract(DatabaseBackend db) {
        this.db = db;
    }

    private JdbcChangeSource source() {
        return new JdbcChangeSource(db.newPool(3), db.synchronousRead());
    }

    private Applier applier(ChangeSource source, ChangeListener listener) {
        return new Applier(source, List.of(listener), Set.of("ignored"), new Floors(100));
    }

    private ChangeLog log() {
        return new ChangeLog(db.newPool(4));
    }

    private static Epoch write(ChangeLog log, String kind, String... keys) {
        return log.write(kind, List.of(keys), epoch -> {});
    }

    @Test
    void seesEveryChangeOfEightWritersOnTwoLogsOnceAndInOrder() throws Exception {
        db.jdbc().sql("CREATE TABLE tally (one INT PRIMARY KEY, n BIGINT)").update();
        db.jdbc().sql("INSERT INTO tally VALUES (1, 0)").update();
        Recorder seen = new Recorder("ban");
        List<ChangeLog> logs = new ArrayList<>();
        int each = 20;
        try (Follower follower = new Follower(source(), List.of(seen), Set.of());
                ExecutorService writers = Executors.newFixedThreadPool(8)) {
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            List<Callable<List<Epoch>>> work = new ArrayList<>();
            for (int process = 0; process < 2; process++) {
                var pool = db.newPool(4);
                ChangeLog log = new ChangeLog(
                        pool,
                        new org.springframework.jdbc.support.JdbcTransactionManager(pool),
                        java.time.InstantSource.system(),
                        Duration.ofSeconds(60));
                logs.add(log);
                var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(pool);
                for (int writer = 0; writer < 4; writer++) {
                    String key = process + "-" + writer;
                    work.add(() -> {
                        List<Epoch> epochs = new ArrayList<>();
                        for (int i = 0; i < each; i++) {
                            epochs.add(log.write("ban", List.of(key), place -> {
                                // Reads and then writes what it read: whoever writes n+1 must have seen n.
                                long n = jdbc.sql("SELECT n FROM tally")
                                        .query(Long.class)
                                        .single();
                                assertThat(n).isEqualTo(place.seq() - 1);
                                jdbc.sql("UPDATE tally SET n = ?").param(n + 1).update();
                            }));
                        }
                        return epochs;
                    });
                }
            }
            List<Long> written = new ArrayList<>();
            for (Future<List<Epoch>> epochs : writers.invokeAll(work)) {
                epochs.get().forEach(epoch -> written.add(epoch.seq()));
            }
            Epoch last = follower.freshness().epoch().at(8L * each);
            assertThat(follower.atLeast(last, SOON)).isEqualTo(AtLeast.REACHED);

            List<Long> all = LongStream.rangeClosed(1, 8L * each).boxed().toList();
            assertThat(written).containsExactlyInAnyOrderElementsOf(all);
            assertThat(seen.applied.stream().map(Change::seq)).containsExactlyElementsOf(all);
            assertThat(seen.reloads).containsExactly(ReloadReason.START);
            assertThat(db.jdbc().sql("SELECT n FROM tally").query(Long.class).single())
                    .isEqualTo(8L * each);
        }
    }

    @Test
    void aFillThatRacedWithAChangeIsAMiss() {
        record Cached(String value, Epoch readWith) {}
        Map<String, Cached> cache = new ConcurrentHashMap<>();
        Floors floors = new Floors(100);
        Recorder evict = new Recorder("members") {
            @Override
            public void apply(Change change) {
                change.keys().forEach(cache::remove);
            }
        };
        Applier applier = new Applier(source(), List.of(evict), Set.of(), floors);
        ChangeLog log = log();
        write(log, "members", "jane");
        applier.follow();
        Cached fill = new Cached("before", applier.position().epoch()); // read, but not yet in the cache

        Epoch change = write(log, "members", "jane");
        applier.follow();
        cache.put("jane", fill); // the eviction came too early for it

        assertThat(applier.position().epoch().includes(change)).isTrue();
        assertThat(cache.get("jane").value())
                .as("without the guard the cache answers from before the change, for ever")
                .isEqualTo("before");
        assertThat(floors.fillAllowed("members", "jane", fill.readWith()))
                .as("the guard makes it a miss")
                .isFalse();
        assertThat(floors.fillAllowed("members", "jane", change)).isTrue();
        assertThat(floors.fillAllowed("members", "john", fill.readWith())).isTrue();
    }

    @Test
    void aFillFromAMemberThatLagsIsAMissHoweverLateItComes() {
        db.jdbc()
                .sql("CREATE TABLE member (k VARCHAR(20) PRIMARY KEY, v VARCHAR(20))")
                .update();
        db.jdbc().sql("INSERT INTO member VALUES ('jane', 'before')").update();
        Floors floors = new Floors(100);
        Applier applier = new Applier(source(), List.of(new Recorder("members")), Set.of(), floors);
        ChangeLog log = log();
        write(log, "members", "joe");
        applier.follow();
        var pool = db.newPool(1);
        var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(pool);
        // An old snapshot is what a lagging member shows.
        new JdbcChangeSource(pool, db.synchronousRead()).consistently(false, lagging -> {
            log.write(
                    "members",
                    List.of("jane"),
                    place -> db.jdbc()
                            .sql("UPDATE member SET v = 'after' WHERE k = 'jane'")
                            .update());
            applier.follow();
            Epoch now = applier.position().epoch();
            String read = jdbc.sql("SELECT v FROM member WHERE k = 'jane'")
                    .query(String.class)
                    .single();
            assertThat(read).as("what would be kept without the guard").isEqualTo("before");
            assertThat(floors.fillAllowed("members", "jane", now))
                    .as("a guard that asked where this instance stands would allow it")
                    .isTrue();
            assertThat(floors.fillAllowed("members", "jane", lagging.head())).isFalse();
        });
    }

    @Test
    void whoPresentsTheLaterWriteOfOneServiceSeesTheEarlierBanOfAnother() {
        ChangeLog saz = new ChangeLog(db.newPool(2));
        ChangeLog gums = new ChangeLog(db.newPool(2));
        Recorder seen = new Recorder("ban");
        Applier applier = new Applier(source(), List.of(seen), Set.of("policy"), new Floors(100));
        try (Confirmer asked = new Confirmer(applier, Duration.ofHours(1))) { // nothing comes by itself
            asked.start();
            assertThat(asked.awaitLoaded(SOON)).isTrue();
            for (int i = 0; i < 20; i++) {
                Epoch ban = write(saz, "ban", "jane" + i);
                Epoch policy = write(gums, "policy", "p" + i);
                assertThat(policy.includes(ban))
                        .as("the later write has seen the earlier")
                        .isTrue();
                assertThat(seen.applied)
                        .as("an answer to who presents nothing is from before both")
                        .hasSize(i);

                assertThat(asked.atLeast(policy, SOON)).isEqualTo(AtLeast.REACHED);

                assertThat(seen.applied.getLast().keys()).containsExactly("jane" + i);
            }
        }
    }

    @Test
    void aFloodOfMadeUpEpochsIsAnsweredByFewReads() throws Exception {
        java.util.concurrent.atomic.AtomicInteger reads = new java.util.concurrent.atomic.AtomicInteger();
        JdbcChangeSource real = source();
        ChangeSource counted = new Forwarding(real) {
            @Override
            public void consistently(boolean synchronous, java.util.function.Consumer<View> each) {
                reads.incrementAndGet();
                super.consistently(synchronous, each);
            }
        };
        Applier applier = new Applier(counted, List.of(new Recorder("ban")), Set.of(), new Floors(100));
        try (Confirmer confirmer = new Confirmer(applier, Duration.ofHours(1));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            confirmer.start();
            assertThat(confirmer.awaitLoaded(SOON)).isTrue();
            Epoch madeUp = confirmer.freshness().epoch().at(1_000_000);
            int asked = 2_000;
            List<Future<AtLeast>> answers = new ArrayList<>();
            for (int i = 0; i < asked; i++) {
                answers.add(callers.submit(() -> confirmer.atLeast(madeUp, SOON)));
            }
            for (Future<AtLeast> answer : answers) {
                assertThat(answer.get()).isEqualTo(AtLeast.ABOVE_THE_HEAD);
            }
            assertThat(reads.get()).as("one read is shared by all who wait").isLessThan(asked / 4);
        }
    }

    @Test
    void whatADumpBringsLateIsReadToo() {
        long[] now = {0};
        Recorder seen = new Recorder("ban");
        Applier applier = new Applier(source(), List.of(seen), Set.of(), new Floors(10), () -> now[0]);
        ChangeLog log = log();
        write(log, "ban", "kept");
        write(log, "ban", "lost");
        applier.follow();
        db.jdbc().sql("DELETE FROM change_log WHERE seq = 2").update();
        db.jdbc().sql("UPDATE change_head SET seq = 1").update();
        applier.catchUp(true);
        applier.catchUp(true);
        assertThat(seen.reloads)
                .as("read while other tables may still be those of before")
                .containsExactly(ReloadReason.START, ReloadReason.DATABASE_WENT_BACK);

        for (Duration later : Rereads.AGAIN) {
            now[0] = later.toNanos();
            applier.catchUp(true);
            applier.catchUp(true);
        }
        assertThat(seen.reloads).hasSize(2 + Rereads.AGAIN.size());
        assertThat(applier.catchUp(true)).isEqualTo(applier.position().epoch());
    }

    @Test
    void aDumpThatIsHalfRestoredIsNotTakenForTheTruth() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "a");
        write(log, "ban", "b");
        applier.follow();
        db.jdbc().sql("DELETE FROM change_log").update(); // the table of the head is there, the log is still to come

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> applier.catchUp(true))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen.reloads).containsExactly(ReloadReason.START);
    }

    @Test
    void behindTheTailItReadsAllAnew() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "a");
        applier.follow();
        for (int i = 0; i < 4; i++) {
            write(log, "ban", "b" + i);
        }
        Pruning later = new Pruning(db.dataSource(), Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        assertThat(new Pruning(db.dataSource(), Clock.systemUTC()).pruneSome()).isZero();
        assertThat(later.pruneSome()).as("all but the head's row").isEqualTo(4);
        applier.follow();

        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.BEHIND_THE_TAIL);
        assertThat(seen.applied).isEmpty();
        assertThat(applier.position().epoch().seq()).isEqualTo(5);
        write(log, "ban", "c");
        applier.follow();
        assertThat(seen.applied).hasSize(1);
    }

    @Test
    void anUnknownKindOfAKnownFeatureReadsThatFeatureAnew() {
        Recorder ban = new Recorder("ban");
        Recorder policy = new Recorder("policy");
        Applier applier = new Applier(source(), List.of(ban, policy), Set.of(), new Floors(100));
        applier.follow();

        write(log(), "ban.bulk", "x");
        applier.follow();

        assertThat(ban.reloads).containsExactly(ReloadReason.START, ReloadReason.UNKNOWN_KIND);
        assertThat(policy.reloads).containsExactly(ReloadReason.START);
    }

    @Test
    void anUnknownFeatureReadsAllAnewUnlessItIsIgnored() {
        Recorder ban = new Recorder("ban");
        Applier applier = applier(source(), ban);
        applier.follow();
        ChangeLog log = log();

        write(log, "ignored", "x");
        applier.follow();
        assertThat(ban.reloads).containsExactly(ReloadReason.START);

        write(log, "novelty", "x");
        write(log, "ban", "a");
        applier.follow();
        assertThat(ban.reloads).containsExactly(ReloadReason.START, ReloadReason.UNKNOWN_KIND);
        assertThat(applier.position().epoch().seq()).isEqualTo(3);
    }

    @Test
    void aListenerThatFailsAtAChangeReadsAnew() {
        Recorder seen = new Recorder("ban") {
            @Override
            public void apply(Change change) {
                throw new IllegalStateException("on purpose");
            }
        };
        Applier applier = applier(source(), seen);
        applier.follow();
        write(log(), "ban", "a");
        applier.follow();

        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.LISTENER_FAILED);
        assertThat(applier.position().epoch().seq()).isEqualTo(1);
    }

    @Test
    void aChangeOfEverythingHasNoKeys() {
        Recorder seen = new Recorder("policy");
        Applier applier = applier(source(), seen);
        applier.follow();
        log().write(NewChange.ofEverything("policy"), null, epoch -> {});
        applier.follow();

        assertThat(seen.applied).singleElement().satisfies(change -> {
            assertThat(change.everything()).isTrue();
            assertThat(change.keys()).isEmpty();
        });
    }

    @Test
    void aDatabaseThatWentBackIsNoticedAlsoWhenItHasMovedOnSince() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "kept");
        write(log, "ban", "lost");
        applier.follow();

        db.jdbc().sql("DELETE FROM change_log WHERE seq = 2").update();
        db.jdbc().sql("UPDATE change_head SET seq = 1").update();
        assertThat(applier.follow())
                .as("a plain read cannot tell it from a lagging member")
                .isFalse();
        assertThat(seen.reloads).containsExactly(ReloadReason.START);
        write(log, "ban", "other");
        write(log, "ban", "another");
        assertThat(applier.follow()).isFalse();
        assertThat(seen.applied).isEmpty();

        Epoch before = applier.position().epoch();
        applier.catchUp(true);
        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.DATABASE_WENT_BACK);
        assertThat(applier.position().epoch().seq()).isEqualTo(3);
        assertThat(applier.position().epoch().generation()).isNotEqualTo(before.generation());
    }

    @Test
    void aStartOnAnEmptyLogFollowsFromTheFirstRow() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        applier.follow();
        assertThat(applier.follow()).isTrue();
        write(log(), "ban", "a", "b");
        applier.follow();

        assertThat(seen.applied)
                .singleElement()
                .satisfies(change -> assertThat(change.keys()).containsExactly("a", "b"));
    }

    @Test
    void waitsForAnEpochAndKnowsMadeUpOnes() {
        try (Follower follower = new Follower(source(), List.of(new Recorder("ban")), Set.of())) {
            assertThat(follower.freshness()).isNull();
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            ChangeLog log = log();
            for (int i = 0; i < 20; i++) {
                Epoch written = write(log, "ban", "k" + i);
                assertThat(follower.atLeast(written, SOON)).isEqualTo(AtLeast.REACHED);
                assertThat(follower.freshness().epoch().includes(written)).isTrue();
            }
            Epoch head = follower.freshness().epoch();
            assertThat(follower.atLeast(head.at(1_000_000), SOON)).isEqualTo(AtLeast.ABOVE_THE_HEAD);
            assertThat(follower.atLeast(new Epoch("elsewhere", 1), SOON)).isEqualTo(AtLeast.OTHER_GENERATION);
        }
    }

    @Test
    void closingEndsBothThreads() {
        Follower follower = new Follower(source(), List.of(new Recorder("ban")), Set.of());
        follower.start();
        assertThat(follower.awaitLoaded(SOON)).isTrue();
        follower.close();

        Instant end = Instant.now();
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .as("at %s", end)
                .noneMatch(name -> name.startsWith("changes-"));
        assertThat(follower.atLeast(new Epoch("x", 1), Duration.ofSeconds(60))).isEqualTo(AtLeast.UNKNOWN);
    }

    @Test
    void whatWasRestoredIsBroughtUpToDateChangeByChange() {
        ChangeLog log = log();
        Epoch first = write(log, "ban", "1");
        Recorder seen = new Recorder("ban");
        Applier before = applier(source(), seen);
        assertThat(before.catchUp(true)).isEqualTo(first);
        Position kept = before.position();
        Epoch last = write(log, "ban", "2");

        Recorder again = new Recorder("ban");
        Applier after = applier(source(), again);
        List<String> shown = new ArrayList<>();
        assertThat(after.beginAt(kept, List.of(() -> shown.add("shown")))).isTrue();
        assertThat(shown).hasSize(1);
        assertThat(after.position()).isEqualTo(kept);
        assertThat(after.follow()).isTrue();
        assertThat(after.position().epoch()).isEqualTo(last);
        assertThat(again.applied.stream().map(Change::seq)).containsExactly(last.seq());
        assertThat(again.reloads).isEmpty();
        assertThat(after.beginAt(kept, List.of(() -> shown.add("again"))))
                .as("the database was read")
                .isFalse();
        assertThat(shown).hasSize(1);
    }

    @Test
    void whatWasRestoredOfAnotherGenerationIsReadAnew() {
        Epoch head = write(log(), "ban", "1");
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        assertThat(applier.beginAt(new Position(new Epoch("before", 1), "a-row"), List.of()))
                .isTrue();
        assertThat(applier.follow()).as("only a synchronous read can tell").isFalse();
        assertThat(applier.catchUp(true)).isEqualTo(head);
        assertThat(seen.reloads).containsExactly(ReloadReason.DATABASE_WENT_BACK);
        assertThat(applier.position().epoch()).isEqualTo(head);
    }
}
