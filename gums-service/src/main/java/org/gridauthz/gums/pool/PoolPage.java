package org.gridauthz.gums.pool;

import java.util.List;

/**
 * A part of a pool's accounts, in the order of their names.
 *
 * @param count how many there are of what was asked for
 */
public record PoolPage(long count, List<PoolAccount> accounts) {
    /** Keeps a copy. */
    public PoolPage {
        accounts = List.copyOf(accounts);
    }
}
