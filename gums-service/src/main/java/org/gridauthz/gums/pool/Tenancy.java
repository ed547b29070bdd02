package org.gridauthz.gums.pool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who had an account, from when to when.
 *
 * @param name the subject as people read it: slash text, or issuer and subject of a token
 * @param to when it was released; null if it is still theirs
 * @param reason why it was released, where somebody said so
 */
public record Tenancy(
        String pool,
        String account,
        String name,
        Instant from,
        @Nullable Instant to,
        @Nullable String reason) {}
