package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.gums.pool.LeaseStore;
import org.gridauthz.gums.pool.PoolLeases;
import org.gridauthz.gums.pool.PoolLimits;
import org.gridauthz.gums.pool.StoreGuard;
import org.gridauthz.gums.pool.UseLog;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.hibernate.SessionFactory;

/** Leases as one running instance has them: caches, guard, follower, and connections of its own. */
final class PoolInstance implements AutoCloseable {
    static final PoolLimits LIMITS = new PoolLimits(
            Duration.ofHours(24),
            10_000,
            10_000,
            16,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));

    final DataSource dataSource;
    final SessionFactory sessions;
    final StoredLeases stored;
    final PoolLeases leases;
    final LeaseRelease release;
    final UseLog uses;
    private final Follower follower;

    PoolInstance(DatabaseBackend db) {
        this(db, LIMITS, store -> store);
    }

    PoolInstance(DatabaseBackend db, PoolLimits limits, UnaryOperator<LeaseStore> between) {
        this(db.newPool(8), db.newPool(3), db.synchronousRead(), limits, between);
    }

    /** @param following connections of the follower's own */
    PoolInstance(
            DataSource dataSource,
            DataSource following,
            SynchronousRead synchronousRead,
            PoolLimits limits,
            UnaryOperator<LeaseStore> between) {
        this.dataSource = dataSource;
        sessions = PoolDatabase.sessions(dataSource);
        InstantSource clock = InstantSource.system();
        stored = new StoredLeases(sessions, dataSource, clock, Duration.ofSeconds(20));
        uses = new UseLog(clock, limits.waitingUses());
        AtomicReference<Follower> later = new AtomicReference<>();
        leases = new PoolLeases(
                limits, between.apply(stored), new StoreGuard(limits), new ChangeRecency(later::get), uses);
        release = new LeaseRelease(dataSource, new ChangeLog(dataSource), clock, limits.quarantine());
        follower = new Follower(
                new JdbcChangeSource(following, synchronousRead), List.of(new LeaseFollower(stored, leases)), Set.of());
        later.set(follower);
        follower.start();
        if (!follower.awaitLoaded(Duration.ofSeconds(30))) {
            throw new IllegalStateException("the follower does not come up");
        }
    }

    /** Waits until this instance has seen a change. */
    void follow(org.gridauthz.changes.Epoch epoch) {
        follower.atLeast(epoch, Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        follower.close();
        sessions.close();
    }
}
