package org.gridauthz.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for decisions: unique across instances and restarts, cheap, and in order within one run. Fourteen hex digits of
 * start-up randomness, a dash, a counter in hex. Not a secret.
 */
public final class DecisionIds {
    private final String run;
    private final AtomicLong next = new AtomicLong();

    /** A source for one process. */
    public DecisionIds() {
        byte[] random = new byte[7];
        new SecureRandom().nextBytes(random);
        run = HexFormat.of().formatHex(random) + "-";
    }

    /** The next id. */
    public String next() {
        return run + Long.toHexString(next.incrementAndGet());
    }
}
