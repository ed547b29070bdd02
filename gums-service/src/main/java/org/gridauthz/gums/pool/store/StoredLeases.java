package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.LeaseStore;
import org.gridauthz.identity.SubjectKey;
import org.hibernate.Cache;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Leases in the database. Reading goes by natural id through the second-level cache; taking is plain JDBC, because what
 * makes it safe is the one statement it consists of.
 */
public final class StoredLeases implements LeaseStore {
    private final SessionFactory sessions;
    private final LeaseTaking taking;

    /**
     * @param deadline how long a new lease is tried for when the cluster refuses; below what callers wait
     */
    public StoredLeases(SessionFactory sessions, DataSource dataSource, InstantSource clock, Duration deadline) {
        this.sessions = sessions;
        taking = new LeaseTaking(dataSource, clock, new Retry(deadline));
    }

    @Override
    public @Nullable Held find(String pool, SubjectKey subject) {
        try (Session session = sessions.openSession()) {
            session.setDefaultReadOnly(true);
            CurrentLease row =
                    session.find(CurrentLease.class, Map.of("pool", pool, "subject", subject), KeyType.NATURAL);
            return row == null || !row.isOf(pool, subject) ? null : row.held();
        }
    }

    @Override
    public @Nullable Held take(String pool, SubjectKey subject, String name) {
        return taking.take(pool, subject, name);
    }

    /** Drops ended leases from the second-level cache, and the ways to them, which are not known one by one. */
    public void forget(Collection<String> accounts) {
        Cache cache = sessions.getCache();
        accounts.forEach(account -> cache.evictEntityData(CurrentLease.class, account));
        cache.evictNaturalIdData(CurrentLease.class);
    }

    /** Drops everything. */
    public void forgetAll() {
        sessions.getCache().evictEntityData(CurrentLease.class);
        sessions.getCache().evictNaturalIdData(CurrentLease.class);
    }
}
