package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.testkit.db.ClusterKind;
import org.gridauthz.testkit.db.CuttableLink;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two instances beside two members, both asked for the same new subjects at once, while members are killed, frozen and thrown out of the group and instances lose
 * the way to theirs; a third one is cut off beside them for longer than accounts rest. Longer by {@code -Dgridauthz.lease.rounds=50
 * -Dgridauthz.lease.subjects=200}; {@code -Dgridauthz.lease.seed} repeats a run's faults.
 */
@Tag("cluster")
class LeaseFaultsTest {
    private static final int ROUNDS = Integer.getInteger("gridauthz.lease.rounds", 5);
    private static final int SUBJECTS = Integer.getInteger("gridauthz.lease.subjects", 60);
    private static final long SEED = Long.getLong("gridauthz.lease.seed", 20261122L);
    private static final List<MemberFault> FAULTS = List.of(MemberFault.values());
    private static final DatabaseCluster GROUP = DatabaseCluster.start(ClusterKind.GROUP_REPLICATION);

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.on(GROUP);

    /** The ways of the two instances to the members beside them. */
    private final List<CuttableLink> links = new ArrayList<>();

    @AfterAll
    static void stop() {
        GROUP.close();
    }

    private LeaseTaking beside(int member) throws IOException {
        CuttableLink link = db.linkTo(member);
        links.add(link);
        DataSource pool = db.nearestFirst(member, link, 8);
        return new LeaseTaking(pool, InstantSource.system(), new Retry(Duration.ofSeconds(90)));
    }

    @AfterEach
    void unlink() throws IOException {
        for (CuttableLink link : links) {
            link.close();
        }
    }

    @Test
    void noAccountIsHeldTwiceAndNoAnswerIsTakenBack() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms00001-" + String.format("%05d", ROUNDS * SUBJECTS + 20));
        List<LeaseTaking> instances = List.of(beside(0), beside(1));
        Map<Integer, String> answered = new HashMap<>();
        Random random = new Random(SEED);
        try (CutOffInstance cutOff = new CutOffInstance(db, 2)) {
            cutOff.releaseEverything();
            rounds(instances, answered, random);
            cutOff.othersTakeThem(instances);
            cutOff.comesBack();
        }
        answered.forEach((subject, account) -> {
            for (LeaseTaking instance : instances) {
                assertThat(take(instance, subject))
                        .as("subject %s, asked again", subject)
                        .isEqualTo(account);
            }
        });
        assertThat(db.jdbc()
                        .sql("SELECT COUNT(*) FROM lease WHERE pool = 'cms'")
                        .query(Long.class)
                        .single())
                .isEqualTo(answered.size());
        assertThat(PoolCheck.violations(db.newPool(2))).isEmpty();
    }

    private void rounds(List<LeaseTaking> instances, Map<Integer, String> answered, Random random) throws Exception {
        // A connection of its own for each look: one that is kept may be among those that a fault ended.
        List<DataSource> looks = IntStream.range(0, GROUP.members())
                .<DataSource>mapToObj(member -> new DriverManagerDataSource(db.urlOn(member)))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            MemberFault fault = FAULTS.get(round % FAULTS.size());
            int member = random.nextInt(2);
            String where = "round " + round + ", " + fault + " at member " + member;
            int first = round * SUBJECTS;
            Map<Integer, Set<String>> given;
            try (ExecutorService harm = Executors.newSingleThreadExecutor()) {
                CountDownLatch begun = new CountDownLatch(1);
                long wait = random.nextLong(Duration.ofMillis(200).toNanos());
                Future<?> done = harm.submit(() -> {
                    begun.countDown();
                    LockSupport.parkNanos(wait);
                    fault.begin(GROUP, links, member);
                });
                begun.await();
                given = storm(instances, first);
                done.get();
            }
            assertThat(given).as(where).hasSize(SUBJECTS);
            given.forEach((subject, accounts) -> {
                assertThat(accounts)
                        .as("%s: subject %s", where, subject)
                        .hasSize(1)
                        .doesNotContain("none");
                answered.put(subject, accounts.iterator().next());
            });
            fault.end(GROUP, links, member);
            GROUP.awaitWhole();
            assertThat(answered.values()).as(where).doesNotHaveDuplicates();
            for (DataSource look : looks) {
                assertThat(PoolCheck.violations(look)).as(where).isEmpty();
            }
        }
    }

    private static String take(LeaseTaking instance, int subject) {
        Held held = instance.take(
                "cms", PoolDatabase.key(subject), PoolDatabase.dn(subject).text());
        return held == null ? "none" : held.lease().account();
    }

    /** Every subject is asked for once through each instance, all at once. */
    private static Map<Integer, Set<String>> storm(List<LeaseTaking> instances, int first) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Map<Integer, Set<String>> given = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Map.Entry<Integer, Future<String>>> asked = new ArrayList<>();
            for (int subject = first; subject < first + SUBJECTS; subject++) {
                int one = subject;
                for (LeaseTaking instance : instances) {
                    asked.add(Map.entry(one, threads.submit(() -> {
                        start.await();
                        return take(instance, one);
                    })));
                }
            }
            start.countDown();
            for (Map.Entry<Integer, Future<String>> each : asked) {
                given.computeIfAbsent(each.getKey(), none -> new java.util.HashSet<>())
                        .add(each.getValue().get());
            }
        }
        return given;
    }

    /** Planted beside the constraints, as a disk or a hand might: the site's own command finds it. */
    @Test
    void aPlantedViolationIsFoundThroughAnyMember() throws IOException {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-010");
        LeaseTaking taking = beside(0);
        String account = take(taking, 1);
        db.jdbc()
                .sql("INSERT INTO lease (account, turn, pool, state, subject, subject_turn, subject_name, at_ms)"
                        + " SELECT 'cms009', 1, pool, state, subject, subject_turn + 1, subject_name, at_ms"
                        + " FROM lease WHERE account = ?")
                .param(account.equals("cms009") ? "none" : account)
                .update();
        for (int at = 0; at < GROUP.members(); at++) {
            assertThat(PoolCheck.violations(db.newPool(1)))
                    .extracting(PoolCheck.Violation::violation)
                    .contains("subject-holds-two");
        }
    }
}
