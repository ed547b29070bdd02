package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
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
 * @param killed what did not end in its time is entered here
 */
record Scene(Grounds grounds, String host, String service, String director, Path scratch, Collection<String> killed) {
    /** What the load asks. */
    static final List<String> SERVICES = List.of("gums", "saz");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A mount point of the host's own. */
    String disk() {
        return scratch.resolve("disk-" + host).toString();
    }

    /** Another start of the instance; returns when the site is whole. */
    void restart(Map<String, String> environment) throws IOException {
        stop(host, service);
        grounds.start(host, service, environment);
        awaitWhole();
    }

    /** Ends a program as its unit would; what has to be killed in the end is remembered. */
    void stop(String where, String program) throws IOException {
        if (grounds.stop(where, program)) {
            killed.add(program + " on " + where);
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
