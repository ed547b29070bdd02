package org.gridauthz.tls;

import java.time.Duration;

/**
 * Whether this instance wants no more callers: an administrator said so, or it is about to stop. While it drains it answers everything it is
 * asked, says with each answer that the connection ends, and its health tells directors to look elsewhere.
 */
public final class Draining {
    private static final Duration WATCHED = Duration.ofSeconds(30);

    private volatile boolean byHand;
    private volatile boolean stopping;
    private volatile long lookedAt;
    private volatile boolean looked;

    /** Whether it drains now. */
    public boolean now() {
        return byHand || stopping;
    }

    /** Takes it out, or puts it back. */
    public void byHand(boolean out) {
        byHand = out;
    }

    /** From now on, whatever an administrator says. */
    public void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Somebody asked for its health. */
    public void looked() {
        lookedAt = System.nanoTime();
        looked = true;
    }

    /** Whether anybody would notice: a director asks every second or so. */
    public boolean watched() {
        return looked && System.nanoTime() - lookedAt < WATCHED.toNanos();
    }
}
