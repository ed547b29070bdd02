package org.gridauthz.community;

/** How many errands sit in each lane. Guarded by the scheduler's lock. */
final class Lanes {
    private final int[] seated = new int[Lane.values().length];

    void sit(Lane lane) {
        seated[lane.ordinal()]++;
    }

    void standUp(Lane lane) {
        seated[lane.ordinal()]--;
    }

    /** Whether a processor is left for a lane: all that goes before it, and its own, hold fewer seats than there are. */
    boolean room(Lane lane, int seats) {
        int before = 0;
        for (int i = 0; i <= lane.ordinal(); i++) {
            before += seated[i];
        }
        return before < seats;
    }
}
