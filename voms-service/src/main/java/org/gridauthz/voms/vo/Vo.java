package org.gridauthz.voms.vo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual organisation.
 *
 * @param contact an e-mail address
 * @param aup the version of the rules of use to be signed; null: none
 * @param aupForced everybody's signature must be later than this
 */
public record Vo(
        String name,
        String description,
        String contact,
        VoState state,
        VoRules rules,
        @Nullable String aup,
        @Nullable Instant aupForced,
        Instant founded,
        long seq) {
    /** The group everybody is in. */
    public String root() {
        return "/" + name;
    }
}
