package org.gridauthz.web;

import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a {@linkplain Problem problem document}. An exception only so that it can cross the servlet and
 * MVC machinery; decisions are values and never travel this way. Carries no stack trace: it is made from foreign input at
 * the caller's rate.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String pointer;

    /** @param detail what was wrong this time, safe to show */
    public Refusal(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /** @param pointer a JSON pointer to the offending part of the request (RFC 6901) */
    public Refusal(ErrorCode code, String detail, @Nullable String pointer) {
        super(detail, null, false, false);
        this.code = code;
        this.pointer = pointer;
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** Where in the request, if one place is to blame. */
    public @Nullable String pointer() {
        return pointer;
    }

    /** As a document. */
    public Problem problem() {
        return new Problem(code, String.valueOf(getMessage()), pointer, null);
    }
}
