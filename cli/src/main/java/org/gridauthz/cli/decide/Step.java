package org.gridauthz.cli.decide;

import java.util.List;

/**
 * A step of a login.
 *
 * @param outcome {@code good}, {@code refused} or {@code unknown}
 * @param millis how long it took
 * @param said in one line
 * @param details further lines
 */
record Step(String name, String outcome, long millis, String said, List<String> details) {
    static Step of(String name, int exit, long begunNanos, String said, List<String> details) {
        String outcome = exit == 0 ? "good" : exit == 1 ? "refused" : "unknown";
        return new Step(name, outcome, (System.nanoTime() - begunNanos) / 1_000_000, said, List.copyOf(details));
    }

    int exit() {
        return switch (outcome) {
            case "good" -> 0;
            case "refused" -> 1;
            default -> 3;
        };
    }
}
