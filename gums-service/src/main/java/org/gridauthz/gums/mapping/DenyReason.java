package org.gridauthz.gums.mapping;

/** Why a subject gets no account. The codes are stable: they appear on wires, in audit lines and in metrics. */
public enum DenyReason {
    /** A ban row hit the subject. */
    BANNED("banned"),
    /** The rendering of the name could stand for several names, and no rule matched without it. */
    AMBIGUOUS_NAME("ambiguous-name"),
    /** No group of the host's rules has the subject as a member. */
    NO_GROUP("no-matching-group"),
    /** A group matched, but none of its mappers knows an account for the subject. */
    NO_ACCOUNT("no-account"),
    /** As before, and at least one mapper was a pool with no account left. */
    POOL_EXHAUSTED("pool-exhausted");

    private final String code;

    DenyReason(String code) {
        this.code = code;
    }

    /** The stable code. */
    public String code() {
        return code;
    }
}
