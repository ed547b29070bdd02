package org.gridauthz.gums.mapping;

/** The answer to a mapping call. A failure of ours is {@link Indeterminate} and never {@link Deny}. */
public sealed interface Decision {
    /** The stable reason code, {@code mapped} for a permit. */
    String reason();

    /** The subject becomes this account. */
    record Permit(Account account) implements Decision {
        @Override
        public String reason() {
            return "mapped";
        }
    }

    /** Policy has no account for the subject. */
    record Deny(DenyReason why) implements Decision {
        @Override
        public String reason() {
            return why.code();
        }
    }

    /** Nobody can know here and now; another instance, or a later call, may. */
    record Indeterminate(Cause cause) implements Decision {
        @Override
        public String reason() {
            return cause.code();
        }
    }
}
