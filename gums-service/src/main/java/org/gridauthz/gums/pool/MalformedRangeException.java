package org.gridauthz.gums.pool;

/** The text does not name pool accounts. The code is stable and goes into problem documents. */
public final class MalformedRangeException extends IllegalArgumentException {
    /** What is wrong with the text. */
    public enum Code {
        /** An account name of a wrong form, or longer than {@value AccountName#MAX_LENGTH} characters. */
        ACCOUNT_MALFORMED,
        /** Not of the form {@code grid0050-125}, the last number longer than the first, or last before first. */
        RANGE_MALFORMED,
        /** More than {@value AccountRange#MAX_ACCOUNTS} accounts. */
        RANGE_TOO_LARGE
    }

    private static final long serialVersionUID = 1;

    private final Code code;

    MalformedRangeException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code. */
    public Code code() {
        return code;
    }
}
