package org.gridauthz.gums.mapping;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.jspecify.annotations.Nullable;

/** The uids of a pool's accounts, counted on from the first. */
final class PoolUids {
    private final Map<String, Integer> uids = new HashMap<>();

    /** @throws IllegalArgumentException if a range is malformed and uids are to be counted */
    PoolUids(PoolRange pool) {
        Integer first = pool.firstUid();
        if (first != null) {
            for (String range : pool.accounts()) {
                for (String account : AccountRange.of(range).accounts()) {
                    uids.putIfAbsent(account, first + uids.size());
                }
            }
        }
    }

    @Nullable
    Integer uid(String account) {
        return uids.get(account);
    }
}
