package org.gridauthz.changes.store;

import org.gridauthz.changes.Epoch;

/**
 * The rows of a write. Runs inside the transaction, once for each attempt, so it must do nothing but read and write this
 * database; at most 500 rows. What it throws rolls all back; a refusal for another writer's sake is tried again, any other exception reaches the caller.
 */
@FunctionalInterface
public interface ChangeWork {
    /** @param epoch the place this write will have; cacheable rows keep {@code epoch.seq()} */
    void run(Epoch epoch);
}
