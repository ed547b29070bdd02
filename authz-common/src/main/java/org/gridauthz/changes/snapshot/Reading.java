package org.gridauthz.changes.snapshot;

import java.time.Instant;
import java.util.List;
import org.gridauthz.changes.Position;

/** What became of reading a snapshot. */
public sealed interface Reading {
    /**
     * It is good.
     *
     * @param position to begin at
     * @param knownAt up to when it held all there was
     * @param publications as {@link org.gridauthz.changes.Follower#beginAt} takes them
     */
    record Good(Position position, Instant knownAt, List<Runnable> publications) implements Reading {}

    /** There is none. */
    record None() implements Reading {}

    /**
     * It is not used.
     *
     * @param why for the operator
     */
    record Refused(String why) implements Reading {}
}
