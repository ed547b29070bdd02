package org.gridauthz.community;

import org.gridauthz.community.Errand.Kind;

/**
 * Who goes before whom where errands share a processor, the first first. A step of a handshake cannot be interrupted by us, nor can a call; the
 * operating system can, so what may be made to wait runs at a lower priority and others sit down beside it.
 */
public enum Lane {
    /** A call of a community that borrows nothing. */
    CALL(0, 300_000),
    /** A step of a handshake of such a community. */
    HANDSHAKE(4, 0),
    /** A call beyond its community's guarantee, while others are about. */
    LENT_CALL(7, 0),
    /** A step of a handshake beyond it. */
    LENT_HANDSHAKE(10, 0);

    private final int niceness;
    private final long sliceNanos;

    Lane(int niceness, long sliceNanos) {
        this.niceness = niceness;
        this.sliceNanos = sliceNanos;
    }

    static Lane of(Kind kind, boolean lent) {
        return kind == Kind.CALL ? (lent ? LENT_CALL : CALL) : (lent ? LENT_HANDSHAKE : HANDSHAKE);
    }

    /** As {@code nice(1)} counts. Never more than 10: at 19 others were seen to wait for a lock whose holder got no processor. */
    public int niceness() {
        return niceness;
    }

    /**
     * How long such a thread runs before another of its kind has its turn; 0 for the usual. Who takes a short one has it sooner after a wait: a call
     * needs a few tenths of a millisecond, and its thread need not wait for the end of somebody's longer one.
     */
    public long sliceNanos() {
        return sliceNanos;
    }
}
