package org.gridauthz.loadtest.failover;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is banned, as the officer knows it: acknowledged, and nothing else under way.
 *
 * @param since {@link System#nanoTime} of the acknowledgement
 * @param epoch of it; null for what has always been so
 * @param turn of the ban, which a lift must name
 */
record Standing(boolean banned, long since, @Nullable String epoch, int turn) {
    /** Within which every connected instance promises to know. */
    private static final long PROMISED_NANOS = 1_000_000_000L;

    /**
     * Whether an answer is wrong: against what was acknowledged, by an instance that claims to know it.
     *
     * @param sent when the call was sent
     * @param age what the answer says of its age, seconds
     * @param presented whether the epoch was presented: then there is no excuse
     */
    boolean belied(boolean permitted, long sent, double age, boolean presented) {
        if (permitted != banned) {
            return false;
        }
        if (presented) {
            return true;
        }
        long known = sent - since;
        return epoch != null && known > PROMISED_NANOS && age < known / 1e9;
    }
}
