package org.gridauthz.audit;

import java.time.Duration;

/** Where decisions are recorded. A decision never waits or fails for it; what must not happen unrecorded waits, for a bounded time. */
public interface DecisionTrail {
    /** Keeps this record soon, or counts it as dropped. */
    void record(DecisionRecord decision);

    /**
     * Keeps this record, waiting for room if it must.
     *
     * @return false when there was none in time, or the trail is closed: then it is not kept and not counted as dropped, and what
     *     it tells of must not happen
     */
    boolean keep(DecisionRecord decision, Duration patience);

    /** How many records were dropped since the start: the trail was full, or its disk refused. */
    long dropped();
}
