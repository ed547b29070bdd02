package org.gridauthz.gums.mapping;

import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** Sticky accounts of pools: what mapping needs of package {@code pool}. Safe for use by many threads. */
public interface Leases {
    /** What a pool answers. */
    sealed interface LeaseAnswer {
        /** The subject's account, now and later. */
        record Leased(String account) implements LeaseAnswer {}

        /** No account is left: the next mapper is tried. */
        record Exhausted() implements LeaseAnswer {}

        /**
         * Nobody can know now.
         *
         * @param cause for the explanation
         */
        record Unavailable(String cause) implements LeaseAnswer {}
    }

    /**
     * The subject's account, created where it has none yet; counts as a use of it. May block to a deadline when the
     * subject was not seen before.
     */
    LeaseAnswer lease(String pool, Subject subject);

    /** The subject's account if it has one; never creates, never counts as a use. */
    @Nullable
    String peek(String pool, Subject subject);
}
