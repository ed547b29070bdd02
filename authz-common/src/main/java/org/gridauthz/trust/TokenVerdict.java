package org.gridauthz.trust;

/** What is known of a token. */
public sealed interface TokenVerdict {
    /** The token is what it says. */
    record Believed(VerifiedToken token) implements TokenVerdict {}

    /**
     * The token is bad, and would be at any other time.
     *
     * @param detail for people; holds no part of the token that could be used again
     */
    record Refused(TrustReason reason, String detail) implements TokenVerdict {}

    /**
     * Nobody here can say: the issuer's keys are not at hand. This is Indeterminate and never a refusal; a fetch is on its
     * way, asking again later is right.
     */
    record Unknown(String cause) implements TokenVerdict {}
}
