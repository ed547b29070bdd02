package org.gridauthz.changes.store;

import org.jspecify.annotations.Nullable;

/** Another writer took the place in the order that this attempt was to have. */
final class LostRaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRaceException(@Nullable Throwable cause) {
        super("another writer was first", cause);
    }
}
