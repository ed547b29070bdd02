package org.gridauthz.trust;

import org.jspecify.annotations.Nullable;

/** Leaves the checks of one token early; never leaves this package, and carries no stack trace. */
final class TokenRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final TrustReason reason;
    private final String detail;

    TokenRefusal(TrustReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    TokenVerdict.Refused verdict() {
        return new TokenVerdict.Refused(reason, detail);
    }

    static void unless(boolean holds, TrustReason reason, String detail) throws TokenRefusal {
        if (!holds) {
            throw new TokenRefusal(reason, detail);
        }
    }

    static <T> T present(@Nullable T value, TrustReason reason, String detail) throws TokenRefusal {
        if (value == null) {
            throw new TokenRefusal(reason, detail);
        }
        return value;
    }
}
