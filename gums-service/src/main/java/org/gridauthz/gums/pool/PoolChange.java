package org.gridauthz.gums.pool;

import java.util.List;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;

/** What became of an administrator's change of a pool. */
public sealed interface PoolChange {
    /**
     * It is done.
     *
     * @param accounts how many accounts changed
     * @param epoch its place in the order of changes; null where nothing had to be changed
     */
    record Done(int accounts, @Nullable Epoch epoch) implements PoolChange {}

    /**
     * Nothing was changed.
     *
     * @param accounts the first accounts that stand in the way, at most 20
     */
    record Refused(Code code, String message, List<String> accounts) implements PoolChange {
        private static final int SHOWN = 20;

        public Refused {
            accounts = accounts.stream()
                    .sorted(AccountName.NUMERIC_ORDER)
                    .limit(SHOWN)
                    .toList();
        }
    }

    /** Why not. The names are stable. */
    enum Code {
        /** One or more accounts are in this pool or another one already. */
        ACCOUNTS_EXIST,
        /** One or more accounts are not in this pool. */
        ACCOUNTS_UNKNOWN,
        /** One or more accounts are somebody's. */
        ACCOUNTS_LEASED,
        /** Others changed the same accounts again and again. */
        OVERTAKEN
    }
}
