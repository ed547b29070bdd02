package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One account for one subject, whoever asks at once and from how many instances. */
abstract class LeaseTakingContract {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @RegisterExtension
    final DatabaseBackend db;

    LeaseTakingContract(DatabaseBackend db) {
        this.db = db;
    }

    private LeaseTaking instance(DataSource dataSource) {
        return new LeaseTaking(dataSource, InstantSource.system(), new Retry(DEADLINE));
    }

    @Test
    void aSubjectKeepsItsAccount() {
        Set<String> accounts = Set.copyOf(PoolDatabase.fill(db.dataSource(), "cms", "cms001-100"));
        LeaseTaking taking = instance(db.dataSource());

        Held first = taking.take("cms", PoolDatabase.key(1), "one");
        Held again = instance(db.newPool(1)).take("cms", PoolDatabase.key(1), "one");

        assertThat(first).isNotNull();
        assertThat(accounts).contains(first.lease().account());
        assertThat(first.lease().turn()).isOne();
        assertThat(again.lease().account()).isEqualTo(first.lease().account());
        assertThat(again.lease().turn()).isOne();
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    @Test
    void poolsAreSeparateAndAnUnknownPoolIsEmpty() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        PoolDatabase.fill(db.dataSource(), "atlas", "atlas1-1");
        LeaseTaking taking = instance(db.dataSource());

        assertThat(taking.take("CMS", PoolDatabase.key(1), "one")).isNull();
        assertThat(taking.take("cms", PoolDatabase.key(1), "one")).isNotNull();
        assertThat(taking.take("atlas", PoolDatabase.key(1), "one").lease().account())
                .isEqualTo("atlas1");
    }

    @Test
    void theLastAccountGoesToOneAndTheOthersAreToldSo() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-003");
        LeaseTaking taking = instance(db.dataSource());

        List<Held> answers = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> answers.add(taking.take("cms", PoolDatabase.key(i), "u" + i)));

        assertThat(answers.subList(0, 3)).doesNotContainNull();
        assertThat(answers.subList(3, 5)).containsOnlyNulls();
        assertThat(answers.stream().filter(h -> h != null).map(h -> h.lease().account()))
                .containsExactlyInAnyOrder("cms001", "cms002", "cms003");
    }

    @Test
    void aQuarantinedAccountIsNobodysUntilItsTimeIsUp() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-001");
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        LeaseTaking taking = new LeaseTaking(db.dataSource(), InstantSource.fixed(now), new Retry(DEADLINE));
        taking.take("cms", PoolDatabase.key(1), "one");
        db.jdbc()
                .sql(
                        "INSERT INTO lease (account, turn, pool, state, at_ms, until_ms) VALUES ('cms001', 2, 'cms', 'QUARANTINED', ?, ?)")
                .params(now.toEpochMilli(), now.plusSeconds(60).toEpochMilli())
                .update();

        assertThat(taking.take("cms", PoolDatabase.key(1), "one")).isNull();
        assertThat(taking.take("cms", PoolDatabase.key(2), "two")).isNull();

        Instant later = now.plusSeconds(60);
        Held held = new LeaseTaking(db.dataSource(), InstantSource.fixed(later), new Retry(DEADLINE))
                .take("cms", PoolDatabase.key(1), "one");
        assertThat(held.lease().turn()).isEqualTo(4);
        assertThat(held.lease().subjectTurn()).isEqualTo(2);
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    @Test
    void lockedAccountsAreNotGiven() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-002");
        db.jdbc()
                .sql("UPDATE pool_account SET locked = TRUE WHERE account = 'cms001'")
                .update();

        LeaseTaking taking = instance(db.dataSource());
        assertThat(taking.take("cms", PoolDatabase.key(1), "one").lease().account())
                .isEqualTo("cms002");
        assertThat(taking.take("cms", PoolDatabase.key(2), "two")).isNull();
    }

    @Test
    void aRangeThatIsBeingStagedIsReadByNobody() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-002");
        db.jdbc().sql("UPDATE pool_range SET ready = FALSE").update();

        assertThat(instance(db.dataSource()).take("cms", PoolDatabase.key(1), "one"))
                .isNull();
    }

    /** Committed, and the connection dies before the reply: the repeated call finds what the lost one did. */
    @Test
    void aLostReplyChangesNothing() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-010");
        BrokenConnections broken = new BrokenConnections(db.dataSource(), 1);

        Held held = instance(broken).take("cms", PoolDatabase.key(1), "one");

        assertThat(broken.left()).isZero();
        assertThat(held.lease().turn()).isOne();
        assertThat(instance(db.dataSource()).take("cms", PoolDatabase.key(1), "one"))
                .isEqualTo(held);
        assertThat(db.jdbc().sql("SELECT COUNT(*) FROM lease").query(Long.class).single())
                .isOne();
    }

    /** 1,000 askers for 200 subjects on two instances: the storm of a new VO's first jobs. */
    @Test
    void aThousandAskersForTwoHundredSubjectsGetTwoHundredAccounts() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-250");
        List<LeaseTaking> instances = List.of(instance(db.dataSource()), instance(db.newPool(10)));

        Map<Integer, Set<String>> accounts = storm(instances, 1_000, 200);

        assertThat(accounts)
                .hasSize(200)
                .allSatisfy((subject, given) -> assertThat(given).hasSize(1));
        assertThat(accounts.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
        assertThat(db.jdbc().sql("SELECT COUNT(*) FROM lease").query(Long.class).single())
                .isEqualTo(200);
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    /** As many subjects as accounts: the last ones fight for what is left, and nobody goes without. */
    @Test
    void everyAccountIsGivenWhenThereAreJustEnough() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        List<LeaseTaking> instances = List.of(instance(db.dataSource()), instance(db.newPool(10)));

        Map<Integer, Set<String>> accounts = storm(instances, 200, 100);

        assertThat(accounts.values()).allSatisfy(given -> assertThat(given).hasSize(1));
        assertThat(accounts.values().stream().flatMap(Set::stream))
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();
    }

    static Map<Integer, Set<String>> storm(List<LeaseTaking> instances, int askers, int subjects) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Map.Entry<Integer, String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < askers; i++) {
                int subject = i % subjects;
                LeaseTaking instance = instances.get(i % instances.size());
                answers.add(threads.submit(() -> {
                    start.await();
                    Held held = instance.take(
                            "cms",
                            PoolDatabase.key(subject),
                            PoolDatabase.dn(subject).text());
                    return Map.entry(
                            subject, held == null ? "none" : held.lease().account());
                }));
            }
            start.countDown();
        }
        List<Map.Entry<Integer, String>> given = new ArrayList<>();
        for (Future<Map.Entry<Integer, String>> answer : answers) {
            given.add(answer.get());
        }
        return given.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }
}
