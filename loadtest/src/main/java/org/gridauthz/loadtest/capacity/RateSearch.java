package org.gridauthz.loadtest.capacity;

import java.util.function.DoublePredicate;

/** Finds the highest rate that holds, to some percent, from a guess. */
final class RateSearch {
    private static final double STEP = 1.25;
    private static final int MOST_STEPS = 6;

    private final double closeEnough;

    /** @param closeEnough how near the rates that hold and do not hold have to come: 1.05 is five percent */
    RateSearch(double closeEnough) {
        this.closeEnough = closeEnough;
    }

    /**
     * The highest rate found to hold; 0 if none did.
     *
     * @param guess about what the server can do at most
     * @param holds tries one rate; a rate that held once is not tried again
     */
    double highest(double guess, DoublePredicate holds) {
        double good = 0;
        double bad = 0;
        double rate = guess;
        for (int step = 0; step < MOST_STEPS && (good == 0 || bad == 0); step++) {
            if (holds.test(rate)) {
                good = rate;
                rate *= STEP;
            } else {
                bad = rate;
                rate /= STEP;
            }
            if (good > 0 && bad > 0) {
                break;
            }
        }
        while (good > 0 && bad / good > closeEnough) {
            rate = Math.sqrt(good * bad);
            if (holds.test(rate)) {
                good = rate;
            } else {
                bad = rate;
            }
        }
        return good;
    }
}
