package org.gridauthz.saz.officer.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanReach;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanPages;
import org.gridauthz.ban.store.BanTurn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.Attributes;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.gridauthz.saz.officer.PointInTime;

/**
 * The rows of some time, by the clocks of the instances that wrote them. Bans are found by key: every target that would hit the subject,
 * by every origin there ever was.
 */
public final class Past {
    private final BanPages pages;
    private final SubjectBook subjects;
    private final SiteRules rules;

    /** @param rules those of now: settings have no history */
    public Past(BanPages pages, SubjectBook subjects, SiteRules rules) {
        this.pages = pages;
        this.subjects = subjects;
        this.rules = rules;
    }

    /** The turns that banned this subject then, the most personal first. */
    public List<BanTurn> bans(Subject subject, Instant then) {
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

    /** What would have been decided, by these bans and the records of then. */
    public PointInTime decide(Subject subject, List<BanTurn> bans, Instant then) {
        Set<String> recorded = new HashSet<>();
        boolean trusted = false;
        for (SeenSubject one : Attributes.of(subject)) {
            if (subjects.find(one).filter(row -> !row.firstSeen().isAfter(then)).isPresent()) {
                recorded.add(one.id());
            }
            trusted |= one.kind() == BanKind.DN
                    && subjects.history(one).stream()
                            .filter(turn -> !turn.at().isAfter(then))
                            .reduce((first, last) -> last)
                            .map(SubjectBook.Turn::trusted)
                            .orElse(false);
        }
        return PointInTime.of(subject, bans.stream().map(BanTurn::ban).toList(), recorded, trusted, rules);
    }
}
