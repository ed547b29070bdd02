package org.gridauthz.loadtest.load;

import java.io.IOException;

/** What one worker does at each arrival it takes; used by one thread only. */
public interface Call extends AutoCloseable {
    /**
     * Makes one call and waits for what becomes of it.
     *
     * @throws IOException counted as {@link Outcome#FAILED} under its message
     */
    Outcome make() throws IOException;

    @Override
    default void close() {}
}
