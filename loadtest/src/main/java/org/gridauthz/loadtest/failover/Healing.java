package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.loadtest.report.Report;

/** Brings the site back after a round that did not end well, whatever was done to it, so that the next one meets a whole site. */
record Healing(Grounds grounds) {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** What may fail here, since it may not be needed. */
    interface Step {
        void take() throws IOException;
    }

    /** Returns whether the site is whole. It takes minutes, never for ever: each command and each wait has its end. */
    boolean heal(Step tidy) {
        for (String host : Grounds.MEMBERS) {
            attempt("cable", () -> grounds.join(host));
            attempt("cut", () -> grounds.on(host, "sh", "-c", "nft delete table inet cut 2>/dev/null || true"));
            for (String program : Grounds.programs(host)) {
                attempt("continue", () -> grounds.signal("CONT", host, program));
                attempt("start", () -> grounds.start(host, program, Map.of()));
            }
        }
        if (!whole()) {
            attempt("repair", () -> Repair.bootstrap(grounds));
        }
        attempt("tidy", tidy);
        return whole();
    }

    private boolean whole() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (grounds.lacking().isEmpty()) {
                    return true;
                }
            } catch (IOException e) {
                Report.progress("how the site is: " + e.getMessage());
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        return false;
    }

    /** A program that runs is not started, and one that does not is not continued: most of these fail, and are meant to. */
    private static void attempt(String what, Step step) {
        try {
            step.take();
        } catch (IOException | RuntimeException e) {
            List<String> said = String.valueOf(e.getMessage()).lines().limit(1).toList();
            if (!List.of("start", "continue").contains(what)) {
                Report.progress("healing, " + what + ": " + said);
            }
        }
    }
}
