package org.gridauthz.gums.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * The leases this instance answers from memory, bounded by the number of subjects.
 *
 * <p>A fill races with a release that the follower applies: what was read before the release may arrive after it. So
 * the follower raises the account's floor first and forgets second, and a fill compares its head with the floor under
 * the same per-account lock: whichever comes first, the released lease is not there afterwards.
 */
final class KnownLeases {
    private final Cache<Object, Known> bySubject;
    private final BiPredicate<String, Epoch> holds;

    /** Whose entry holds an account; as many as there are accounts, since a name is never made up by a caller. */
    private final ConcurrentHashMap<String, Object> holders = new ConcurrentHashMap<>();

    /**
     * @param maxSubjects how many subjects are kept
     * @param holds whether an account's lease that was read with this head may be kept
     */
    KnownLeases(long maxSubjects, BiPredicate<String, Epoch> holds) {
        bySubject = Caffeine.newBuilder().maximumSize(maxSubjects).build();
        this.holds = holds;
    }

    @Nullable
    Known get(Object who, String pool) {
        return Known.in(pool, bySubject.getIfPresent(who));
    }

    /** Keeps a lease unless it was released after it was read; says whether it may be believed. */
    boolean fill(Object who, Known lease, Epoch readWith) {
        Object holder = holders.compute(lease.account, (account, before) -> {
            if (!holds.test(account, readWith)) {
                return before;
            }
            bySubject.asMap().compute(who, (w, chain) -> Known.put(lease, chain));
            return who;
        });
        return who.equals(holder) && holds.test(lease.account, readWith);
    }

    /** Forgets an account's lease; its floor has been raised before. */
    void forget(String account) {
        holders.computeIfPresent(account, (a, who) -> {
            bySubject.asMap().computeIfPresent(who, (w, chain) -> Known.without(account, chain));
            return null;
        });
    }

    void forgetAll() {
        List.copyOf(holders.keySet()).forEach(this::forget);
    }

    /** Every lease in memory, with whose it is. */
    void forEach(BiConsumer<Object, Known> action) {
        bySubject.asMap().forEach((who, chain) -> {
            for (Known lease = chain; lease != null; lease = lease.next) {
                action.accept(who, lease);
            }
        });
    }

    long size() {
        return bySubject.estimatedSize();
    }
}
