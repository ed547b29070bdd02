package org.gridauthz.community;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of a queue one community may fill between two emptyings. Whoever empties it renews the ration. Work that belongs
 * to no community is not counted.
 */
public final class Ration {
    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** @param most for one community until the next {@link #renew} */
    public Ration(int most) {
        this.most = Math.max(1, most);
    }

    /** Takes one for the community whose call this thread works on; false if it has had its ration. */
    public boolean take() {
        String community = Seat.community();
        return community == null || taken.merge(community, 1, Integer::sum) <= most;
    }

    /** Everybody begins anew. */
    public void renew() {
        taken.clear();
    }
}
