package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer.Exhausted;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer.Leased;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer.Unavailable;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolLeasesTest {
    private static final Epoch START = new Epoch("g", 1);

    private final Shelf shelf = new Shelf();
    private final UseLog uses = new UseLog(InstantSource.system(), 100);
    private final Map<String, Long> floors = new ConcurrentHashMap<>();
    private Duration age = Duration.ZERO;
    private PoolLeases leases = leases(PoolLimits.DEFAULT);

    private PoolLeases leases(PoolLimits limits) {
        Recency recency = new Recency() {
            @Override
            public Duration age() {
                return age;
            }

            @Override
            public boolean holds(String account, Epoch readWith) {
                return readWith.seq() >= floors.getOrDefault(account, 0L);
            }
        };
        return new PoolLeases(limits, shelf, new StoreGuard(limits), recency, uses);
    }

    @Test
    void aKnownSubjectIsAnsweredWithoutTheStore() {
        LeaseAnswer first = leases.lease("cms", person("a"));
        shelf.broken = true;

        assertThat(first).isEqualTo(new Leased("cms1"));
        assertThat(leases.lease("cms", person("a"))).isSameAs(leases.lease("cms", person("a")));
        assertThat(leases.peek("cms", person("a"))).isEqualTo("cms1");
        assertThat(shelf.taken.get()).isOne();
    }

    @Test
    void onePersonHoldsAnAccountInEachOfSeveralPools() {
        assertThat(leases.lease("cms", person("a"))).isEqualTo(new Leased("cms1"));
        assertThat(leases.lease("atlas", person("a"))).isEqualTo(new Leased("atlas2"));
        assertThat(leases.lease("cms", token("a"))).isEqualTo(new Leased("cms3"));
        leases.released("cms1");
        assertThat(leases.peek("atlas", person("a"))).isEqualTo("atlas2");
        assertThat(leases.lease("cms", token("a"))).isEqualTo(new Leased("cms3"));
        assertThat(shelf.taken.get()).isEqualTo(3);
    }

    @Test
    void aBrokenStoreIsUnavailableAndNeverExhausted() {
        shelf.broken = true;
        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Unavailable.class);
        assertThat(leases.peek("cms", person("a"))).isNull();
        for (int i = 0; i < 20; i++) {
            assertThat(leases.lease("cms", person("b" + i))).isInstanceOf(Unavailable.class);
        }
        assertThat(shelf.asked.get()).isLessThan(20); // the circuit opened
    }

    @Test
    void anEmptyPoolIsSearchedOnceUntilAccountsCome() {
        shelf.empty = true;
        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Exhausted.class);
        assertThat(leases.lease("cms", person("b"))).isInstanceOf(Exhausted.class);
        assertThat(shelf.taken.get()).isOne();

        shelf.empty = false;
        leases.accountsChanged();
        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Leased.class);
    }

    @Test
    void anInstanceOlderThanTheQuarantineAnswersNoPoolAccount() {
        leases.lease("cms", person("a"));
        age = PoolLimits.DEFAULT.quarantine();
        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Leased.class);
        age = age.plusNanos(1);
        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Unavailable.class);
        assertThat(leases.peek("cms", person("a"))).isNull();
    }

    @Test
    void whatAMemberBehindAReleaseSaysIsNotAnswered() {
        leases.lease("cms", person("a"));
        floors.put("cms1", 7L);
        leases.released("cms1");

        assertThat(leases.lease("cms", person("a"))).isInstanceOf(Unavailable.class);
        assertThat(leases.peek("cms", person("a"))).isNull();

        shelf.head = new Epoch("g", 7); // the member caught up, and the account was leased again
        assertThat(leases.lease("cms", person("a"))).isEqualTo(new Leased("cms1"));
    }

    @Test
    void aThousandCallersOfOneNewSubjectCostOneLookUp() throws Exception {
        shelf.gate = new CountDownLatch(1);
        List<Future<LeaseAnswer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                answers.add(threads.submit(() -> leases.lease("cms", person("a"))));
            }
            shelf.gate.countDown();
        }
        for (Future<LeaseAnswer> answer : answers) {
            assertThat(answer.get()).isEqualTo(new Leased("cms1"));
        }
        assertThat(shelf.taken.get()).isOne();
    }

    @Test
    void aHangingStoreCostsItsPlacesAndEveryCallerOnlyTheDeadline() {
        PoolLimits limits = new PoolLimits(
                Duration.ofHours(24), 10, 10, 2, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(2));
        leases = leases(limits);
        shelf.gate = new CountDownLatch(1);
        shelf.deaf = true;
        for (int i = 0; i < 5; i++) {
            assertThat(leases.lease("cms", person("b" + i))).isInstanceOf(Unavailable.class);
        }
        assertThat(shelf.asked.get()).isEqualTo(2);
        shelf.gate.countDown();
    }

    @Test
    void useIsNotedOnceADayAndNeverBlocks() {
        for (int i = 0; i < 1_000; i++) {
            leases.lease("cms", person("a"));
        }
        assertThat(uses.waiting()).isOne();
        for (int i = 0; i < 150; i++) {
            leases.lease("cms", person("u" + i));
        }
        assertThat(uses.waiting()).isEqualTo(100);
        assertThat(uses.dropped()).isEqualTo(51);
        List<UseLog.Use> written = new ArrayList<>();
        assertThat(uses.flush(written::addAll)).isEqualTo(100);
        leases.lease("cms", person("u149"));
        assertThat(uses.waiting()).isOne();
    }

    private static Subject person(String name) {
        return new Subject.Person(new SlashDn("/CN=" + name), false, null, null, List.of(), true);
    }

    private static Subject token(String name) {
        return new Subject.Bearer("https://issuer", "/CN=" + name, null, List.of(), List.of(), true);
    }

    /** A store in memory that numbers accounts through, and can fail in the ways a database does. */
    private static final class Shelf implements LeaseStore {
        private final Map<String, Lease> byAsker = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean broken;
        private volatile boolean empty;
        private volatile boolean deaf;
        private volatile Epoch head = START;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public @Nullable Held find(String pool, SubjectKey subject) {
            asked.incrementAndGet();
            await();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            Lease lease = byAsker.get(pool + subject);
            return lease == null ? null : new Held(lease, head);
        }

        @Override
        public @Nullable Held take(String pool, SubjectKey subject, String name) {
            int number = taken.incrementAndGet();
            if (empty) {
                return null;
            }
            Lease lease = byAsker.computeIfAbsent(
                    pool + subject, k -> new Lease(pool, pool + number, 1, subject, 1, name, Instant.EPOCH));
            return new Held(lease, head);
        }

        /** As a driver in a socket read: an interrupt does not end it. */
        private void await() {
            while (gate.getCount() > 0) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    if (!deaf) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }
}
