package org.gridauthz.saz.officer.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.store.BanTurn;
import org.gridauthz.ban.store.PastBans;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.Attributes;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.gridauthz.saz.officer.PointInTime;

/** The rows of some time, by the clocks of the instances that wrote them. */
public final class Past {
    private final PastBans bans;
    private final SubjectBook subjects;
    private final SiteRules rules;

    /** @param rules those of now: settings have no history */
    public Past(PastBans bans, SubjectBook subjects, SiteRules rules) {
        this.bans = bans;
        this.subjects = subjects;
        this.rules = rules;
    }

    /** The turns that banned this subject then, the most personal first. */
    public List<BanTurn> bans(Subject subject, Instant then) {
        return bans.of(subject, then);
    }

    /** What would have been decided, by these bans and the records of then. */
    public PointInTime decide(Subject subject, List<BanTurn> hits, Instant then) {
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
        return PointInTime.of(subject, hits.stream().map(BanTurn::ban).toList(), recorded, trusted, rules);
    }
}
