package org.gridauthz.saz.decision;

import org.gridauthz.ban.Ban;
import org.jspecify.annotations.Nullable;

/** The answer to "may this subject use this site". A failure of ours is {@link Indeterminate} and never {@link Deny}. */
public sealed interface SiteDecision {
    /** Everybody who is not refused. */
    Permit PERMIT = new Permit();

    /** The stable reason code, {@code enabled} for a permit. */
    String reason();

    /** All that the subject comes with is enabled. */
    record Permit() implements SiteDecision {
        @Override
        public String reason() {
            return "enabled";
        }
    }

    /**
     * The site does not want it.
     *
     * @param ban which ban, when it is {@link RefusalReason#BANNED}
     */
    record Deny(RefusalReason why, @Nullable Ban ban) implements SiteDecision {
        @Override
        public String reason() {
            return why.code();
        }
    }

    /** Nobody can know here and now; another instance, or a later call, may. */
    record Indeterminate(String cause) implements SiteDecision {
        @Override
        public String reason() {
            return cause;
        }
    }
}
