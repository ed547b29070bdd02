package org.gridauthz.changes.instances;

import java.time.Duration;
import java.time.Instant;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * A running process, as it was heard of last.
 *
 * @param id of this run
 * @param name for people: host and process number
 * @param version the release it runs; null: an older one, which does not say
 * @param removed whether an administrator said that it is gone
 * @param applied the epoch it decides by; null before it has read anything
 * @param knownAt when that was known to be everything
 * @param heardAt its own clock at its last word
 * @param capacityUsed of its machine's processors, 0 to 1, at its last word; null: nobody knows
 * @param closedAfter it decides nothing once its knowledge is older than this; null: it goes on
 */
public record Instance(
        String id,
        String name,
        String service,
        @Nullable String version,
        boolean removed,
        @Nullable Epoch applied,
        Instant knownAt,
        Instant heardAt,
        @Nullable Double capacityUsed,
        @Nullable Duration closedAfter) {}
