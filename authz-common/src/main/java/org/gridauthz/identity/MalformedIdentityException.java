package org.gridauthz.identity;

/** A name, FQAN or claim that does not parse. The message is safe to show: it never repeats raw control characters. */
public final class MalformedIdentityException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** Stable codes; they appear in problem documents. */
    public enum Code {
        DN_MALFORMED,
        FQAN_MALFORMED,
        TOKEN_SUBJECT_MALFORMED
    }

    /** @param message what is wrong, without the offending text where that may hold control characters */
    public MalformedIdentityException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** Which kind of value did not parse. */
    public Code code() {
        return code;
    }
}
