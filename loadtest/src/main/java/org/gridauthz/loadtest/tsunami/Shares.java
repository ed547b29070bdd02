package org.gridauthz.loadtest.tsunami;

import java.util.Locale;

/**
 * What the server can do, a second, when it does nothing else; and what of it is whose. Shares are weights of half of the capacity.
 *
 * @param kept calls on kept connections
 * @param fresh new connections with one call
 * @param unknown calls about proxies never seen
 * @param names calls that need the database; 0 where not measured
 */
record Shares(double kept, double fresh, double unknown, double names) {
    /** Of a hundred. */
    static final int STORM = 10;

    static final int EACH_OTHER = 45;

    /** How much of their share the others use. */
    private static final double USED = 0.6;

    private static final double CONFIGURED = 0.5;

    String words() {
        return String.format(
                Locale.ROOT,
                "by itself %,.0f kept calls/s, %,.0f new connections/s, %,.0f of the stormer's own kind/s; of half of"
                        + " that A has 10 %%, B and C 45 %% each and use 60 %% of it: %,.0f kept calls/s and %,.0f new"
                        + " connections/s each",
                kept,
                fresh,
                Math.max(unknown, names),
                keptOfEach(),
                freshOfEach());
    }

    /** The stormer's share in calls of this shape, a second. */
    double ofStorm(Shape shape) {
        double capacity = switch (shape) {
            case KEPT -> kept;
            case NEW, HALF_OPEN -> fresh;
            case UNKNOWN -> unknown;
            case SLOW_DATABASE -> names;
        };
        return capacity * CONFIGURED * STORM / 100;
    }

    /** Kept calls of each of the others: half of what it uses, its new connections being the other half. */
    double keptOfEach() {
        return kept * CONFIGURED * EACH_OTHER / 100 * USED / 2;
    }

    double freshOfEach() {
        return fresh * CONFIGURED * EACH_OTHER / 100 * USED / 2;
    }
}
