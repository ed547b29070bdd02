package org.gridauthz.trust;

import java.time.Instant;

/** What came of one attribute certificate, and until when that may be remembered. */
sealed interface AcVerdict {
    Instant until();

    record Believed(VomsAttributes attributes, Instant until) implements AcVerdict {}

    record Refused(RefusedAttributes why, Instant until) implements AcVerdict {}
}
