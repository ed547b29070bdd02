package org.gridauthz.loadtest.failover;

import java.util.List;
import java.util.Map;

/**
 * What a round of faults cost, from their beginning until the site was whole again.
 *
 * @param what was done, and where
 * @param began seconds since the load began
 * @param lasted seconds until it was made good
 * @param whole whether all of it worked again in the end
 * @param toWhole seconds from there until it did
 * @param byHand what had to be done by hand for that; empty if nothing
 * @param calls of all kinds
 * @param failedReads after one retry
 * @param failedWrites new accounts not leased after one retry, bans that nobody acknowledged in minutes
 * @param retried answered at the second attempt or later
 * @param readGap longest time without an answered read through the virtual address, seconds
 * @param writeGap longest time without an acknowledged write, seconds
 * @param lost acknowledged writes that are not there afterwards; negative if nobody looked
 * @param twice violations that {@code gridauthz pool check} finds; negative if nobody looked
 * @param killed instances that had not ended at their unit's {@code TimeoutStopSec}
 * @param reasons of attempts that failed, and how often
 */
record Toll(
        String what,
        double began,
        double lasted,
        boolean whole,
        double toWhole,
        String byHand,
        int calls,
        int retried,
        int failedReads,
        int failedWrites,
        int wrong,
        double readGap,
        double writeGap,
        int lost,
        int twice,
        int killed,
        Map<String, Long> reasons,
        List<String> missed) {
    Toll {
        reasons = Map.copyOf(reasons);
        missed = List.copyOf(missed);
    }

    /** With what is known in the end. */
    Toll judged(int killed, List<String> missed) {
        return new Toll(
                what,
                began,
                lasted,
                whole,
                toWhole,
                byHand,
                calls,
                retried,
                failedReads,
                failedWrites,
                wrong,
                readGap,
                writeGap,
                lost,
                twice,
                killed,
                reasons,
                missed);
    }
}
