package org.gridauthz.gums.pool;

import java.time.Duration;
import org.gridauthz.changes.Epoch;

/** What the pool has to know of the change log. */
public interface Recency {
    /** How old this instance's knowledge may be: no release older than this is unknown here. */
    Duration age();

    /** Whether a lease of this account that was read with this head may be believed: no release has passed it since. */
    boolean holds(String account, Epoch readWith);
}
