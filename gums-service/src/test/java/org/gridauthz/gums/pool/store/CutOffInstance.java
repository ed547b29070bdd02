package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.testkit.db.CuttableLink;
import org.gridauthz.testkit.db.DatabaseBackend;

/**
 * An instance that is cut off for longer than the quarantine Q, and goes on being asked. It knows who had which account of a pool; meanwhile these are released and, as soon
 * as they have rested, given to others. It may answer what it knows while the accounts rest, and nothing from before they are anybody else's.
 */
final class CutOffInstance implements AutoCloseable {
    /** Q: the shortest that there is. */
    static final Duration QUARANTINE = Duration.ofMinutes(1);

    private static final String POOL = "old";
    private static final int HOLDERS = 20;
    /** Numbers that no round uses. */
    private static final int FIRST_HOLDER = 1_000_000;

    private static final int FIRST_HEIR = 2_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final CuttableLink link;
    private final PoolInstance instance;
    private final LeaseRelease elsewhere;
    private final Map<Integer, String> held = new LinkedHashMap<>();
    /** When it was asked, {@link System#nanoTime}, and answered each account for the last time. */
    private final Map<String, Long> lastAnswered = new ConcurrentHashMap<>();

    private final Thread asking;
    private volatile boolean stopped;

    /**
     * Cut off from when this returns; its own member and the others go on.
     *
     * @param member the one it knew
     */
    CutOffInstance(DatabaseBackend db, int member) throws IOException {
        PoolDatabase.fill(db.dataSource(), POOL, "old001-0" + HOLDERS);
        link = db.linkTo(member);
        instance = new PoolInstance(
                db.poolThrough(member, link, 4),
                db.poolThrough(member, link, 3),
                db.synchronousRead(),
                PoolInstance.LIMITS.withQuarantine(QUARANTINE),
                store -> store);
        for (int holder = FIRST_HOLDER; holder < FIRST_HOLDER + HOLDERS; holder++) {
            held.put(holder, ((LeaseAnswer.Leased) instance.leases.lease(POOL, person(holder))).account());
        }
        link.cut();
        elsewhere =
                new LeaseRelease(db.dataSource(), new ChangeLog(db.dataSource()), InstantSource.system(), QUARANTINE);
        asking = Thread.ofPlatform().name("asks-who-is-cut-off").start(this::ask);
    }

    private static Subject.Person person(int number) {
        return new Subject.Person(PoolDatabase.dn(number), false, null, null, List.of(Fqan.parse("/cms")), true);
    }

    private void ask() {
        while (!stopped) {
            held.forEach((holder, account) -> {
                long asked = System.nanoTime();
                if (instance.leases.lease(POOL, person(holder)) instanceof LeaseAnswer.Leased answer) {
                    lastAnswered.put(answer.account(), asked);
                }
            });
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Ends the leases, elsewhere: this instance hears nothing of it. */
    void releaseEverything() {
        assertThat(elsewhere.release(held.values(), "test", epoch -> {}))
                .isInstanceOfSatisfying(
                        PoolChange.Done.class,
                        done -> assertThat(done.accounts()).isEqualTo(HOLDERS));
        long end = System.nanoTime() + PATIENCE.toNanos();
        lastAnswered.clear();
        while (lastAnswered.size() < HOLDERS) {
            assertThat(System.nanoTime()).as("it goes on by what it knows").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Waits until others have all the accounts, and judges what was answered meanwhile. */
    void othersTakeThem(List<LeaseTaking> others) {
        Map<String, Long> given = new LinkedHashMap<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int heir = FIRST_HEIR; heir < FIRST_HEIR + HOLDERS; ) {
            LeaseTaking other = others.get(heir % others.size());
            long before = System.nanoTime();
            Held taken = other.take(
                    POOL, PoolDatabase.key(heir), PoolDatabase.dn(heir).text());
            if (taken == null) {
                assertThat(before).as("accounts leave quarantine").isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            } else {
                given.put(taken.lease().account(), before);
                heir++;
            }
        }
        assertThat(given).containsOnlyKeys(held.values());
        given.forEach((account, from) -> assertThat(lastAnswered.get(account))
                .as("%s is somebody else's", account)
                .isLessThan(from));
        held.forEach((holder, account) -> assertThat(instance.leases.lease(POOL, person(holder)))
                .as("older than Q")
                .isInstanceOf(LeaseAnswer.Unavailable.class));
    }

    /** Back again it hears of the releases first. */
    void comesBack() {
        link.mend();
        long end = System.nanoTime() + PATIENCE.toNanos();
        held.forEach((holder, account) -> {
            LeaseAnswer answer = instance.leases.lease(POOL, person(holder));
            while (answer instanceof LeaseAnswer.Unavailable) {
                assertThat(System.nanoTime()).as("it comes back: %s", answer).isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                answer = instance.leases.lease(POOL, person(holder));
            }
            assertThat(answer).as("all are given").isInstanceOf(LeaseAnswer.Exhausted.class);
        });
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        link.close();
        try {
            asking.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        instance.close();
    }
}
