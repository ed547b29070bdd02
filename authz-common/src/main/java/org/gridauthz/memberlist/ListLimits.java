package org.gridauthz.memberlist;

import java.time.Duration;

/**
 * Bounds on what is taken from a source.
 *
 * @param deadline from the first packet to the last byte
 * @param maxBytes of one answer
 * @param maxRows of one list
 * @param badShare share of entries that may be malformed, 0 to 1; beyond it the whole answer is refused
 */
public record ListLimits(Duration deadline, long maxBytes, int maxRows, double badShare) {
    /** 60 s, 128 MiB, a million rows, one entry in ten. */
    public static final ListLimits DEFAULT = new ListLimits(Duration.ofSeconds(60), 128L << 20, 1_000_000, 0.1);
}
