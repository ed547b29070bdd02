package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** What a follower promises on every engine. */
abstract class FollowerContract extends FollowerBench {
    FollowerContract(DatabaseBackend db) {
        super(db);
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
            int before = reads.get();
            for (int i = 0; i < 50; i++) {
                assertThat(confirmer.atLeast(madeUp, SOON)).isEqualTo(AtLeast.ABOVE_THE_HEAD);
            }
            assertThat(reads.get() - before)
                    .as("where nobody is there to share it with, each costs a read: that is the flood")
                    .isGreaterThanOrEqualTo(50);
        }
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
            Epoch elsewhere = new Epoch("elsewhere", 1);
            assertThat(head.seq())
                    .as("by its number alone it was seen long ago, and the answer would count as of then")
                    .isGreaterThanOrEqualTo(elsewhere.seq());
            assertThat(follower.atLeast(elsewhere, SOON)).isEqualTo(AtLeast.OTHER_GENERATION);
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
}
