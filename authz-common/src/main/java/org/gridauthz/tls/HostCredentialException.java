package org.gridauthz.tls;

import org.jspecify.annotations.Nullable;

/** A certificate or key file cannot be used. The message is for the operator: which file, and why. */
public final class HostCredentialException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message without key material */
    public HostCredentialException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
