package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer.Leased;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingIndex;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.gridauthz.gums.pool.LeaseStore;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.SubjectKey;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered from memory, what from the second level, and that a release reaches both everywhere. */
abstract class LeaseCachesContract {
    @RegisterExtension
    final DatabaseBackend db;

    LeaseCachesContract(DatabaseBackend db) {
        this.db = db;
    }

    @Test
    void aSecondLevelHitTouchesNoDatabase() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        try (PoolInstance instance = new PoolInstance(db)) {
            instance.stored.take("cms", PoolDatabase.key(1), "one");
            instance.stored.find("cms", PoolDatabase.key(1)); // fills the regions
            Statistics statistics = instance.sessions.getStatistics();
            statistics.clear();

            LeaseStore.Held hit = instance.stored.find("cms", PoolDatabase.key(1));

            assertThat(hit.lease().name()).isEqualTo("one");
            assertThat(hit.lease().subject()).isEqualTo(PoolDatabase.key(1));
            assertThat(statistics.getSecondLevelCacheHitCount()).isOne();
            assertThat(statistics.getNaturalIdCacheHitCount()).isOne();
            assertThat(statistics.getPrepareStatementCount()).isZero();
            assertThat(statistics.getConnectCount()).isZero();
        }
    }

    @Test
    void aMissAsksOnceAndTheGuardedAnswerComesFromTheSecondLevel() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        try (PoolInstance other = new PoolInstance(db);
                PoolInstance instance = new PoolInstance(db)) {
            LeaseAnswer leased = other.leases.lease("cms", person(1));
            Statistics statistics = instance.sessions.getStatistics();
            statistics.clear();

            assertThat(instance.leases.lease("cms", person(1))).isEqualTo(leased);
            assertThat(statistics.getPrepareStatementCount()).isOne();
            instance.leases.forgetAll();
            assertThat(instance.leases.lease("cms", person(1))).isEqualTo(leased);
            assertThat(statistics.getPrepareStatementCount()).isOne();
            assertThat(statistics.getSecondLevelCacheHitCount()).isOne();
        }
    }

    @Test
    void aKnownSubjectsDecisionTouchesNeitherHibernateNorTheDatabase() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        try (PoolInstance instance = new PoolInstance(db)) {
            Mapper mapper = new Mapper(instance.leases);
            mapper.publish(MappingIndex.of(((PolicyReading.Read) PolicyReader.read("""
                    format: 1
                    pools:
                      - {name: cms, accounts: cms001-100}
                    groups:
                      - name: cms
                        voms: {group: /cms, match: vo}
                    mappers:
                      - {name: cms, pool: cms}
                    mappings:
                      - {name: cms, groups: cms, mappers: cms}
                    hosts:
                      - {cn: "*/?*.example.org", mappings: cms}
                    """)).policy()));
            MappingRequest request = new MappingRequest(new Host("/DC=org/CN=host/ce1.example.org"), person(1));
            Decision first = mapper.map(request);
            assertThat(first).isInstanceOf(Decision.Permit.class);
            Statistics statistics = instance.sessions.getStatistics();
            statistics.clear();
            ((com.zaxxer.hikari.HikariDataSource) instance.dataSource).close(); // nobody can have asked it

            assertThat(mapper.map(request)).isEqualTo(first);

            assertThat(statistics.getSessionOpenCount()).isZero();
            assertThat(statistics.getConnectCount()).isZero();
            assertThat(statistics.getPrepareStatementCount()).isZero();
        }
    }

    @Test
    void aReleasedLeaseDisappearsOnEveryInstance() {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        try (PoolInstance one = new PoolInstance(db);
                PoolInstance two = new PoolInstance(db)) {
            Leased before = (Leased) one.leases.lease("cms", person(1));
            assertThat(two.leases.lease("cms", person(1))).isEqualTo(before);
            two.stored.find("cms", PoolDatabase.key(1));

            Epoch epoch = release(one, before.account());
            one.follow(epoch);
            two.follow(epoch);

            assertThat(two.leases.peek("cms", person(1))).isNull();
            assertThat(two.stored.find("cms", PoolDatabase.key(1))).isNull();
            Leased after = (Leased) one.leases.lease("cms", person(1));
            assertThat(after.account()).isNotEqualTo(before.account());
            assertThat(two.leases.lease("cms", person(1))).isEqualTo(after);
        }
    }

    /** The fill that a release overtakes: read before it, kept after it. The floor is what stops it. */
    @Test
    void aFillThatAReleaseOvertookIsNotBelieved() throws Exception {
        PoolDatabase.fill(db.dataSource(), "cms", "cms001-100");
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (PoolInstance one = new PoolInstance(db);
                PoolInstance two = new PoolInstance(db, PoolInstance.LIMITS, store -> new HeldBack(store, read, goOn));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Leased before = (Leased) one.leases.lease("cms", person(1));
            Future<LeaseAnswer> slow = threads.submit(() -> two.leases.lease("cms", person(1)));
            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
            two.follow(release(one, before.account()));
            LeaseStore.Held stale = two.stored.find("cms", PoolDatabase.key(1));
            goOn.countDown();

            assertThat(stale).isNull();
            assertThat(((Leased) slow.get()).account()).isNotEqualTo(before.account());
            assertThat(two.leases.lease("cms", person(1))).isEqualTo(slow.get());
        }
    }

    private static Epoch release(PoolInstance instance, String account) {
        PoolChange.Done done = (PoolChange.Done) instance.release.release(List.of(account), "test", epoch -> {});
        return Objects.requireNonNull(done.epoch());
    }

    private static Subject.Person person(int number) {
        return new Subject.Person(PoolDatabase.dn(number), false, null, null, List.of(Fqan.parse("/cms")), true);
    }

    /** Gives what was read only when told, as a thread that was not scheduled for a while. */
    private record HeldBack(LeaseStore store, CountDownLatch read, CountDownLatch goOn) implements LeaseStore {
        @Override
        public @Nullable Held find(String pool, SubjectKey subject) {
            Held held = store.find(pool, subject);
            read.countDown();
            try {
                if (!goOn.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody says go on");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return held;
        }

        @Override
        public @Nullable Held take(String pool, SubjectKey subject, String name) {
            return store.take(pool, subject, name);
        }
    }
}
