package org.gridauthz.ban.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanReach;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.identity.Subject;

/**
 * The bans of some time, by the clocks of the instances that wrote them. They are found by key: every target that would hit the subject,
 * by every origin there ever was.
 */
public final class PastBans {
    private final BanPages pages;

    public PastBans(BanPages pages) {
        this.pages = pages;
    }

    /** The turns that banned this subject then, the most personal first. */
    public List<BanTurn> of(Subject subject, Instant then) {
        Set<String> origins = pages.origins();
        List<BanTurn> found = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (BanTarget target : BanReach.of(subject)) {
            for (String origin : origins) {
                ids.add(Ban.id(target, origin));
                if (ids.size() == BanPages.MOST_IDS) {
                    found.addAll(inForce(ids, then));
                    ids.clear();
                }
            }
        }
        found.addAll(inForce(ids, then));
        return found;
    }

    private List<BanTurn> inForce(List<String> ids, Instant then) {
        Map<String, BanTurn> newest = new HashMap<>();
        for (BanTurn turn : pages.turns(ids)) { // in order of turns
            if (!turn.at().isAfter(then)) {
                newest.put(turn.ban().id(), turn);
            }
        }
        return ids.stream()
                .map(newest::get)
                .filter(turn -> turn != null && turn.inForce(then))
                .distinct()
                .toList();
    }
}
