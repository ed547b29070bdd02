package org.gridauthz.audit;

/** Where decisions are recorded. Never makes a decision wait or fail. */
public interface DecisionTrail {
    /** Keeps this record soon, or counts it as dropped. */
    void record(DecisionRecord decision);

    /** How many records were dropped since the start: the trail was full, or its disk refused. */
    long dropped();
}
