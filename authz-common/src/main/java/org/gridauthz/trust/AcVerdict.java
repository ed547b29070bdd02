package org.gridauthz.trust;

import java.time.Instant;

/** What came of one attribute certificate, and from when until when that is so. */
sealed interface AcVerdict {
    Instant from();

    Instant until();

    record Believed(VomsAttributes attributes, Instant from, Instant until) implements AcVerdict {}

    record Refused(RefusedAttributes why, Instant from, Instant until) implements AcVerdict {}
}
