package org.gridauthz.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the anchors stand, for health, metrics and alarms.
 *
 * @param generation changes whenever anchors, CRLs or policies changed
 * @param readAt start of the last reading that succeeded; null if there was none
 * @param failure why the last reading failed, when it did: the set of {@code readAt} is still used
 * @param anchors number of trust anchors
 * @param crls number of CRLs
 * @param problems files that were not taken, a sentence each
 * @param withoutCrl anchors without CRL
 * @param nextExpiry when the first anchor or CRL expires
 */
public record TrustStatus(
        long generation,
        @Nullable Instant readAt,
        @Nullable String failure,
        int anchors,
        int crls,
        List<String> problems,
        List<String> withoutCrl,
        Instant nextExpiry) {
    /** Age of what is in use; null if nothing was ever read. */
    public @Nullable Duration age(Instant now) {
        return readAt == null ? null : Duration.between(readAt, now);
    }
}
