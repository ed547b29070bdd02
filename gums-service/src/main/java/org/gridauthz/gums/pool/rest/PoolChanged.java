package org.gridauthz.gums.pool.rest;

import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What was done: present the epoch in {@code At-Least-Epoch} to be answered by it.
 *
 * @param accounts how many accounts changed
 * @param epoch null where nothing had to be changed
 */
record PoolChanged(int accounts, @Nullable String epoch) {
    static PoolChanged of(PoolChange change) {
        return switch (change) {
            case PoolChange.Done done -> {
                Epoch epoch = done.epoch();
                yield new PoolChanged(done.accounts(), epoch == null ? null : epoch.toString());
            }
            case PoolChange.Refused refused ->
                throw new Refusal(code(refused.code()), refused.message() + " " + refused.accounts());
        };
    }

    private static ErrorCode code(PoolChange.Code code) {
        return switch (code) {
            case ACCOUNTS_EXIST -> ErrorCode.ALREADY_EXISTS;
            case ACCOUNTS_UNKNOWN -> ErrorCode.NOT_FOUND;
            case ACCOUNTS_LEASED -> ErrorCode.CONFIRMATION_REQUIRED;
            case OVERTAKEN -> ErrorCode.CONFLICT;
        };
    }
}
