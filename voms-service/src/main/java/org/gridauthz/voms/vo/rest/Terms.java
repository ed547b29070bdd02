package org.gridauthz.voms.vo.rest;

import java.time.Duration;
import java.time.Instant;
import org.gridauthz.voms.vo.VoRules;
import org.jspecify.annotations.Nullable;

/** When a membership that begins now ends. */
final class Terms {
    private Terms() {}

    static @Nullable Instant fresh(VoRules rules) {
        return rules.membershipDays() == 0 ? null : Instant.now().plus(Duration.ofDays(rules.membershipDays()));
    }
}
