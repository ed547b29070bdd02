package org.gridauthz.voms.vo;

import java.time.Instant;
import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/**
 * A group somebody is in, or a role held in it.
 *
 * @param ends null: as long as she is a member of the VO
 */
public record Membership(Fqan fqan, Instant since, @Nullable Instant ends) {
    /** Whether it counts now. */
    public boolean at(Instant now) {
        return ends == null || now.isBefore(ends);
    }
}
