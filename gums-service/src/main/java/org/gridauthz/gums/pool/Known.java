package org.gridauthz.gums.pool;

import org.gridauthz.gums.mapping.Leases.LeaseAnswer.Leased;
import org.jspecify.annotations.Nullable;

/** A lease in memory with the answer made once, and the subject's leases in other pools behind it. */
final class Known {
    final String pool;
    final String account;
    final long turn;
    final Leased answer;
    final @Nullable Known next;

    /** The last day its use was put down; written by any thread, lost writes put a day down twice. */
    int usedDay;

    Known(String pool, String account, long turn, Leased answer, @Nullable Known next) {
        this.pool = pool;
        this.account = account;
        this.turn = turn;
        this.answer = answer;
        this.next = next;
    }

    static @Nullable Known in(String pool, @Nullable Known chain) {
        Known known = chain;
        while (known != null && !known.pool.equals(pool)) {
            known = known.next;
        }
        return known;
    }

    static @Nullable Known without(String account, @Nullable Known chain) {
        if (chain == null) {
            return null;
        }
        Known rest = without(account, chain.next);
        if (chain.account.equals(account)) {
            return rest;
        }
        return rest == chain.next ? chain : chain.before(rest);
    }

    /** A subject holds one account of a pool: what is known of the pool so far gives way. */
    static Known put(Known added, @Nullable Known chain) {
        Known old = in(added.pool, chain);
        return added.before(old == null ? chain : without(old.account, chain));
    }

    private Known before(@Nullable Known rest) {
        Known copy = new Known(pool, account, turn, answer, rest);
        copy.usedDay = usedDay;
        return copy;
    }
}
