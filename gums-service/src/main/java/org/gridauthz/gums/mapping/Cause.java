package org.gridauthz.gums.mapping;

/** Why nobody can know. The codes are stable, as those of {@link DenyReason}. */
public enum Cause {
    /** No host rule matches: the original answers with a fault, not with a Deny (gums.md §1.8). */
    HOST_NOT_CONFIGURED("host-not-configured"),
    /** The subject hangs on a member list that is older than its limit. */
    MEMBER_LIST_STALE("member-list-stale"),
    /** The subject hangs on a member list that was never read. */
    MEMBER_LIST_MISSING("member-list-missing"),
    /** The pool could not be asked: database unreachable, deadline, or this instance is too old to lease. */
    POOL_UNAVAILABLE("pool-unavailable"),
    /** A directory of accounts has no usable copy here. */
    ACCOUNT_SOURCE_UNAVAILABLE("account-source-unavailable"),
    /** No policy has been read yet. */
    NO_POLICY("no-policy");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
