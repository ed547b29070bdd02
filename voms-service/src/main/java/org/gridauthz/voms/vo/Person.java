package org.gridauthz.voms.vo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a VO.
 *
 * @param ends when her membership is over; null: never
 * @param seq place of her last change in the change log
 */
public record Person(
        String id,
        String vo,
        PersonalData data,
        @Nullable String institution,
        Instant joined,
        @Nullable Instant ends,
        @Nullable Suspension suspension,
        long seq) {}
