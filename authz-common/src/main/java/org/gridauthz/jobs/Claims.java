package org.gridauthz.jobs;

import java.time.Duration;
import java.time.Instant;

/** Makes one instance of all do a scheduled run (DESIGN §7). Runs are idempotent: a claim whose holder died is given anew. */
public interface Claims {
    /**
     * Whether this instance does the run.
     *
     * @param slot the run's number; a run that was finished is never claimed again
     * @param lease after which another instance may take it over
     */
    boolean claim(String job, long slot, Instant now, Duration lease);

    /** The run is done. */
    void finished(String job, long slot, Instant now);
}
