package org.gridauthz.changes.store;

import org.jspecify.annotations.Nullable;

/**
 * A write did not get through within its deadline: no database, or others kept winning. It may nevertheless have been committed when the
 * reply was lost: repeat it with the same {@link Request}.
 */
public final class WriteUnavailableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    WriteUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
