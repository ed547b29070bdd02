package org.gridauthz.trust;

/** What {@link GridTrust} says of a certificate chain. */
public sealed interface ChainVerdict {
    /** The chain is to be believed. */
    record Believed(VerifiedChain chain) implements ChainVerdict {}

    /**
     * The chain is not to be believed, and would not be at another instance with the same anchors.
     *
     * @param detail one sentence for the person who has to mend it; no control characters
     */
    record Refused(TrustReason reason, String detail) implements ChainVerdict {
        private static final int LONGEST_DETAIL = 400;

        public Refused {
            StringBuilder clean = new StringBuilder();
            detail.codePoints()
                    .limit(LONGEST_DETAIL)
                    .map(c -> Character.isISOControl(c) ? '?' : c)
                    .forEach(clean::appendCodePoint);
            detail = clean.toString();
        }
    }

    /** We could not find out: no anchors were ever read, or a failure of ours. Never a Deny, never a Permit. */
    record Unknown(String cause) implements ChainVerdict {}
}
