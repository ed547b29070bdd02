package org.gridauthz.saz.decision;

import java.util.List;

/** Keeps who came. */
public interface SightingStore {
    /** Sightings in one call. */
    int MOST = 25;

    /**
     * Keeps them, at most {@value #MOST}: first and last time, and by kind what first sight says.
     *
     * @param room whether new rows may be made
     * @return how many rows were new
     */
    int write(List<Sighting> sightings, boolean room);

    /** How many rows there are. */
    long size();
}
