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
 * @param repeated whether an earlier call with the same Idempotency-Key had done it already
 */
record PoolChanged(int accounts, @Nullable String epoch, boolean repeated) {
    static PoolChanged of(PoolChange change) {
        return switch (change) {
            case PoolChange.Done done -> {
                Epoch epoch = done.epoch();
                yield new PoolChanged(done.accounts(), epoch == null ? null : epoch.toString(), false);
            }
            case PoolChange.Refused refused ->
                throw new Refusal(code(refused.code()), refused.message() + " " + refused.accounts());
        };
    }

    /** As an earlier call left it. */
    static PoolChanged before(int accounts, Epoch epoch) {
        return new PoolChanged(accounts, epoch.toString(), true);
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
