package org.gridauthz.gums.mapping.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.rest.RecordedDecisions;
import org.gridauthz.ban.rest.BanShown;
import org.gridauthz.ban.store.PastBans;
import org.gridauthz.identity.Subject;
import org.gridauthz.web.rest.Admins;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why was a mapping so. Needs READ. */
@RestController
final class HistoryCalls {
    private final Admins admins;
    private final RecordedDecisions recorded;
    private final PastBans past;

    HistoryCalls(Admins admins, RecordedDecisions recorded, PastBans past) {
        this.admins = admins;
        this.recorded = recorded;
        this.past = past;
    }

    /**
     * A mapping that was made here, and what banned then.
     *
     * @param recorded its line
     * @param bans the rows that banned the subject at that moment, the most personal first
     * @param unseen ids of those that the instance had not yet seen: their place is behind the epoch recorded
     */
    record Explained(DecisionRecord recorded, List<BanShown> bans, List<String> unseen) {}

    /** Why the decision with this id was so; of this instance's decisions. */
    @GetMapping("/api/v1/history/decisions/{id}")
    Explained why(HttpServletRequest request, @PathVariable String id) {
        admins.reader(request);
        DecisionRecord decision = recorded.find(id);
        Subject subject = decision.whom();
        List<BanShown> bans = subject == null
                ? List.of()
                : past.of(subject, decision.at()).stream().map(BanShown::of).toList();
        return new Explained(decision, bans, recorded.unseen(decision, bans));
    }
}
