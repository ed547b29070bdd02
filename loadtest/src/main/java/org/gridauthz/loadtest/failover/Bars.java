package org.gridauthz.loadtest.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a fault may cost at most. A wrong answer, an acknowledged write that is gone and an account held twice are too much always.
 *
 * @param noReadFails whether a read may fail after one retry
 * @param readGap seconds without an answered read through the virtual address
 * @param writeGap seconds without an acknowledged write
 */
record Bars(boolean noReadFails, double readGap, double writeGap) {
    /** No bar. */
    static final double NONE = Double.POSITIVE_INFINITY;

    /** Of two faults at once: only what must never be. */
    static final Bars ALWAYS = new Bars(false, NONE, NONE);

    /** What was too much. */
    List<String> missed(Toll toll) {
        List<String> missed = new ArrayList<>();
        if (toll.wrong() > 0) {
            missed.add(toll.wrong() + " wrong answers");
        }
        if (toll.lost() > 0) {
            missed.add(toll.lost() + " acknowledged writes are gone");
        }
        if (toll.twice() > 0) {
            missed.add(toll.twice() + " violations of the pools");
        }
        if (noReadFails && toll.failedReads() > 0) {
            missed.add(toll.failedReads() + " reads failed after one retry");
        }
        if (toll.readGap() > readGap) {
            missed.add(String.format(Locale.ROOT, "no read for %.1f s (bar %.0f s)", toll.readGap(), readGap));
        }
        if (toll.writeGap() > writeGap) {
            missed.add(String.format(Locale.ROOT, "no write for %.1f s (bar %.0f s)", toll.writeGap(), writeGap));
        }
        if (!toll.whole()) {
            missed.add("not whole again");
        }
        return missed;
    }
}
