package org.gridauthz.changes;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feature that keeps data in memory and follows their changes. Calls come one at a time, inside a read-only repeatable-read
 * transaction that is bound to the calling thread: a {@code JdbcClient} on the follower's data source takes part by
 * itself and sees exactly the state the call is about. Work must be short. Anything thrown is retried.
 */
public interface ChangeListener {
    /** The kinds it follows. A kind {@code feature.detail} it does not name, of a feature it does, makes it reload. */
    Set<String> kinds();

    /** Brings index and caches up to this change: read the rows of its keys, then swap. May be called twice for a change. */
    void apply(Change change);

    /**
     * Reads everything anew, without showing it yet.
     *
     * @param head the place whose state is read; every row read was last changed there or before
     * @return shows it; called once all listeners have read, on the same thread; must not throw
     */
    Runnable reload(ReloadReason reason, Epoch head);

    /** Called outside any transaction before the first read of this process; what it throws puts the read off. */
    default void arriving() {}

    /** What of it outlives the process; null: without a database this process cannot start, since something would be missing. */
    default @Nullable Kept kept() {
        return null;
    }

    /** Called after what was applied or read anew has become this instance's place in the order. Must be cheap. */
    default void shown() {}

    /**
     * Called many times a second on a thread that applies, outside any transaction, also while there is no database: for what changes by
     * time alone. Must be cheap.
     */
    default void tick() {}
}
