package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a fault happens.
 *
 * @param host whose instance, member or cable it is
 * @param service of the instance
 * @param director which host had the virtual address before
 * @param scratch a folder that all hosts see
 */
record Scene(Grounds grounds, String host, String service, String director, Path scratch) {
    /** What the load asks. */
    static final List<String> SERVICES = List.of("gums", "saz");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A mount point of the host's own. */
    String disk() {
        return scratch.resolve("disk-" + host).toString();
    }

    /** Another start of the instance; returns when the site is whole. */
    void restart(Map<String, String> environment) throws IOException {
        grounds.signal("TERM", host, service);
        awaitGone(host, service);
        grounds.start(host, service, environment);
        awaitWhole();
    }

    /** Waits for a program's end. */
    void awaitGone(String where, String program) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (grounds.on(
                        where,
                        "sh",
                        "-c",
                        "kill -0 $(cat /run/lab/" + program + ".pid) 2>/dev/null && echo runs || true")
                .contains("runs")) {
            if (System.nanoTime() > end) {
                throw new IOException(program + " on " + where + " does not end");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** Waits until everything works. */
    void awaitWhole() throws IOException {
        String lacking = wholeWithin(PATIENCE);
        if (!lacking.isEmpty()) {
            throw new IOException("not whole again: " + lacking);
        }
    }

    /** What is lacking still at the end of this time; returns as soon as nothing is. */
    String wholeWithin(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        String lacking = grounds.lacking();
        while (!lacking.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            lacking = grounds.lacking();
        }
        return lacking;
    }
}
