package org.gridauthz.community;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of something that runs out: no community holds more than its part at once. Work that belongs to none (jobs,
 * admins, admission switched off) is not counted. Bounded by the communities that hold something now.
 */
public final class Shares {
    private final int most;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();

    /** @param most each community's part */
    public Shares(int most) {
        this.most = Math.max(1, most);
    }

    /**
     * Takes one for the community whose call this thread works on.
     *
     * @return what to give back by {@link #giveBack}, empty for no community; null if it has its part already
     */
    public @Nullable String take() {
        String community = Seat.community();
        if (community == null) {
            return "";
        }
        boolean[] taken = new boolean[1];
        held.compute(community, (name, before) -> {
            int now = before == null ? 0 : before;
            taken[0] = now < most;
            return taken[0] ? Integer.valueOf(now + 1) : before;
        });
        return taken[0] ? community : null;
    }

    /** Gives one back. */
    public void giveBack(String taken) {
        held.computeIfPresent(taken, (name, before) -> before == 1 ? null : Integer.valueOf(before - 1));
    }
}
