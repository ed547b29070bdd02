package org.gridauthz.saz.officer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.KnownSubjects;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.SiteDecider;
import org.gridauthz.saz.decision.SiteDecision;
import org.gridauthz.saz.decision.SiteRules;

/**
 * What would have been decided at some time, by the bans and records of that time and the settings of today (settings have no
 * history). The very decision code runs.
 *
 * @param explanation as a decision gives it
 */
public record PointInTime(SiteDecision decision, List<String> explanation) {
    /**
     * Decides as of then.
     *
     * @param bans those in force then, of all that could hit the subject
     * @param recorded ids of the subject's attributes that were recorded by then
     * @param trusted whether its name was trusted
     */
    public static PointInTime of(
            Subject subject, Collection<Ban> bans, Set<String> recorded, boolean trusted, SiteRules rules) {
        BanIndex index = BanIndex.of(bans, Map.of(), Instant.MIN);
        KnownSubjects known = new KnownSubjects() {
            @Override
            public boolean recorded(SeenSubject one) {
                return recorded.contains(one.id());
            }

            @Override
            public boolean trusted(SlashDn dn) {
                return trusted;
            }
        };
        List<String> lines = new ArrayList<>();
        SiteDecision decision = new SiteDecider(() -> index, known, rules).decide(subject, lines);
        return new PointInTime(decision, List.copyOf(lines));
    }
}
