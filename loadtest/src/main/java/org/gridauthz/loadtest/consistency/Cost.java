package org.gridauthz.loadtest.consistency;

/**
 * What a setting costs, milliseconds.
 *
 * @param beside what else was written meanwhile
 * @param promises whether the setting promises that no read misses the write before it
 * @param missed reads at the other member that did not see what had been acknowledged before
 */
record Cost(
        String engine,
        String beside,
        String setting,
        boolean promises,
        int rounds,
        double writeMedian,
        double writeP99,
        double readMedian,
        double readP99,
        int missed) {
    /** Whether it kept what it promises. */
    boolean kept() {
        return !promises || missed == 0;
    }
}
