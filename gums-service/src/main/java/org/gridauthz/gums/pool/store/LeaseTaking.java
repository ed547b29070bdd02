package org.gridauthz.gums.pool.store;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.gums.pool.Lease;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.store.LeaseRows.Candidate;
import org.gridauthz.gums.pool.store.LeaseRows.Standing;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Gives accounts to subjects. Nothing is locked: a lease is one inserted row that names the next turn of the account and
 * the next turn of the subject, so of any number of instances, with whatever isolation and however far behind the
 * member they read from, one inserts and the others are told so by a duplicate key.
 *
 * <p>A connection that dies at commit leaves it open whether the row is there. The next attempt begins by looking.
 */
final class LeaseTaking {
    /** Candidates read at once: under contention the first ones are often gone. */
    private static final int CANDIDATES = 8;

    private final LeaseRows rows;
    private final InstantSource clock;
    private final Retry retry;

    LeaseTaking(DataSource dataSource, InstantSource clock, Retry retry) {
        rows = new LeaseRows(dataSource);
        this.clock = clock;
        this.retry = retry;
    }

    @Nullable
    Held take(String pool, SubjectKey subject, String name) {
        return retry.call(() -> attempt(pool, subject, name));
    }

    private @Nullable Held attempt(String pool, SubjectKey subject, String name) {
        Standing standing = rows.standing(pool, subject);
        if (standing.current() != null) {
            return new Held(standing.current(), standing.head());
        }
        List<Candidate> candidates = kept(pool, name);
        if (candidates.isEmpty()) {
            candidates = rows.candidates(pool, subject.spread(), clock.instant(), CANDIDATES);
        }
        for (Candidate candidate : candidates) {
            long turn = candidate.turn() + (candidate.rested() ? 2 : 1);
            Lease lease =
                    new Lease(pool, candidate.account(), turn, subject, standing.leases() + 1, name, clock.instant());
            try {
                rows.insert(candidate, lease);
                return new Held(lease, standing.head());
            } catch (DuplicateKeyException overtaken) {
                Standing now = rows.standing(pool, subject);
                if (now.current() != null) {
                    return new Held(now.current(), now.head());
                }
                if (now.leases() != standing.leases()) {
                    throw new Retry.Again("the subject was leased and released meanwhile", overtaken);
                }
            }
        }
        if (candidates.isEmpty()) {
            // The last account may have gone to this very subject after the first look.
            Standing now = rows.standing(pool, subject);
            return now.current() == null ? null : new Held(now.current(), now.head());
        }
        throw new Retry.Again("all candidates were taken meanwhile", null);
    }

    /** Certificate names may have an account from before; tokens have none. */
    private List<Candidate> kept(String pool, String name) {
        return name.startsWith("/") ? rows.reserved(pool, GridmapdirName.of(name), clock.instant()) : List.of();
    }
}
