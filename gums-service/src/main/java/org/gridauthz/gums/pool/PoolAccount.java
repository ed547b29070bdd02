package org.gridauthz.gums.pool;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One account of a pool as listings show it.
 *
 * @param state its last turn
 * @param since when that began; null if it never had one
 * @param until when it may be leased again, in quarantine
 * @param holder the subject whose it is
 * @param lastUsed the last day on which the lease was used and an instance has said so
 * @param locked kept out by an administrator
 * @param recyclable what was set for this account; null follows the pool
 */
public record PoolAccount(
        String account,
        TurnState state,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String holder,
        @Nullable LocalDate lastUsed,
        boolean locked,
        @Nullable Boolean recyclable) {}
