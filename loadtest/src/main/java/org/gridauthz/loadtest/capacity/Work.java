package org.gridauthz.loadtest.capacity;

import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.load.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param subjects decided by one call
 * @param traffic what is searched
 * @param compared the same kind of call whose cost is held against the baseline's; only hits
 * @param baseline what it is held against; null: nothing
 * @param bar least ratio; 0: none
 */
record Work(
        String name,
        int subjects,
        Traffic traffic,
        Traffic compared,
        @Nullable Baseline baseline,
        double bar) {
    /** A simpler server. */
    record Baseline(String name, Paired.Side side) {}
}
