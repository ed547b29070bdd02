package org.gridauthz.changes.store;

/** An idempotency key came a second time with another content. Nothing was written. */
public final class RequestKeyReusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RequestKeyReusedException() {
        super("this idempotency key was used for another request");
    }
}
