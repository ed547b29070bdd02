package org.gridauthz.gums.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.community.Portions;
import org.gridauthz.gums.mapping.Leases;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.StoreGuard.Outcome;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Answers leases: from memory where known, else through the guard from the store, else a new one. A lease read before a
 * release that this instance has applied is never answered.
 */
public final class PoolLeases implements Leases {
    private static final LeaseAnswer EXHAUSTED = new LeaseAnswer.Exhausted();
    private static final LeaseAnswer TOO_OLD =
            new LeaseAnswer.Unavailable("this instance knows of no release younger than the quarantine");
    private static final LeaseAnswer BEHIND =
            new LeaseAnswer.Unavailable("the database member is behind a release that is in force here");

    /** Subjects looked for in vain that are remembered. */
    private static final int MAX_ABSENT = 100_000;

    private static final int MAX_POOLS = 10_000;

    private final PoolLimits limits;
    private final LeaseStore store;
    private final StoreGuard guard;
    private final Recency recency;
    private final UseLog uses;
    private final KnownLeases known;
    private final Flights flights = new Flights();
    private final Cache<String, Boolean> empty;
    private final Cache<Sought, Boolean> absent;
    /** No community holds more than half of it: anybody may look for people who have no lease. */
    private final Portions<Sought> looked = new Portions<>(MAX_ABSENT / 2);

    /** A subject looked for in a pool. */
    record Sought(String pool, Object who) {}

    /**
     * @param guard what stands between callers and the store
     */
    public PoolLeases(PoolLimits limits, LeaseStore store, StoreGuard guard, Recency recency, UseLog uses) {
        this.limits = limits;
        this.store = store;
        this.guard = guard;
        this.recency = recency;
        this.uses = uses;
        known = new KnownLeases(limits.knownSubjects(), recency::holds);
        empty = Caffeine.newBuilder()
                .maximumSize(MAX_POOLS)
                .expireAfterWrite(limits.emptyFor())
                .build();
        absent = Caffeine.newBuilder()
                .maximumSize(MAX_ABSENT)
                .expireAfterWrite(limits.absentFor())
                .build();
    }

    @Override
    public LeaseAnswer lease(String pool, Subject subject) {
        if (recency.age().compareTo(limits.quarantine()) > 0) {
            return TOO_OLD;
        }
        Object who = Who.of(subject);
        Known held = known.get(who, pool);
        if (held == null) {
            LeaseAnswer answer = flights.join(new Sought(pool, who), () -> ask(pool, subject, who));
            if (!(answer instanceof LeaseAnswer.Leased)) {
                return answer;
            }
            held = known.get(who, pool);
            if (held == null) {
                return answer;
            }
        }
        uses.used(held);
        return held.answer;
    }

    private LeaseAnswer ask(String pool, Subject subject, Object who) {
        SubjectKey key = SubjectKey.of(subject);
        return switch (guard.call(() -> findOrTake(pool, key, Who.name(subject)))) {
            case Outcome.Refused<Held> refused -> new LeaseAnswer.Unavailable(refused.cause());
            case Outcome.Done<Held> done -> done.value() == null ? EXHAUSTED : keep(done.value(), who);
        };
    }

    private @Nullable Held findOrTake(String pool, SubjectKey key, String name) {
        Held found = store.find(pool, key);
        if (found != null && believable(found)) {
            return found;
        }
        if (empty.getIfPresent(pool) != null) {
            return null;
        }
        Held taken = store.take(pool, key, name);
        if (taken == null) {
            empty.put(pool, true);
        }
        return taken;
    }

    private LeaseAnswer keep(Held held, Object who) {
        Lease lease = held.lease();
        LeaseAnswer.Leased answer = new LeaseAnswer.Leased(lease.account());
        Known entry = new Known(lease.pool(), lease.account(), lease.turn(), answer, null);
        return known.fill(who, entry, held.readWith()) ? answer : BEHIND;
    }

    @Override
    public @Nullable String peek(String pool, Subject subject) {
        if (recency.age().compareTo(limits.quarantine()) > 0) {
            return null;
        }
        Object who = Who.of(subject);
        Known held = known.get(who, pool);
        Sought sought = new Sought(pool, who);
        if (held != null || absent.getIfPresent(sought) != null) {
            return held == null ? null : held.account;
        }
        Outcome<Held> outcome = guard.call(() -> store.find(pool, SubjectKey.of(subject)));
        if (!(outcome instanceof Outcome.Done<Held> done)) {
            return null;
        }
        Held found = done.value();
        if (found == null || !believable(found)) {
            absent.put(sought, true);
            Sought leaving = looked.entered(sought);
            if (leaving != null) {
                absent.invalidate(leaving);
            }
            return null;
        }
        return keep(found, who) instanceof LeaseAnswer.Leased leased ? leased.account() : null;
    }

    private boolean believable(Held held) {
        return recency.holds(held.lease().account(), held.readWith());
    }

    /** A lease ended; the account's floor has been raised before. */
    public void released(String account) {
        known.forget(account);
    }

    /** Accounts came or were unlocked: exhausted pools are searched again. */
    public void accountsChanged() {
        empty.invalidateAll();
    }

    /** Anything may have changed; floors have been raised before. */
    public void forgetAll() {
        known.forgetAll();
        empty.invalidateAll();
        absent.invalidateAll();
    }

    /** The leases in memory, to go on by while the store is gone. */
    public Stream<RememberedLease> remembered() {
        Stream.Builder<RememberedLease> all = Stream.builder();
        known.forEach((who, lease) -> all.add(Who.remembered(who, lease)));
        return all.build();
    }

    /** Takes such leases back, unless they were released since. */
    public void remember(List<RememberedLease> leases, Epoch readWith) {
        for (RememberedLease lease : leases) {
            LeaseAnswer.Leased answer = new LeaseAnswer.Leased(lease.account());
            Known entry = new Known(lease.pool(), lease.account(), lease.turn(), answer, null);
            known.fill(Who.of(lease), entry, readWith);
        }
    }

    /** Subjects whose leases are in memory. */
    public long knownSubjects() {
        return known.size();
    }
}
