package org.gridauthz.audit.rest;

import java.util.List;
import java.util.function.Supplier;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.store.KeptDecisions;
import org.gridauthz.audit.store.KeptDecisions.Search;
import org.gridauthz.ban.rest.BanShown;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Freshness;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/** A decision's line for a call that names its id. */
public final class RecordedDecisions {
    private final KeptDecisions kept;
    private final Supplier<@Nullable Freshness> knowledge;

    /** @param knowledge what this instance knows now */
    public RecordedDecisions(KeptDecisions kept, Supplier<@Nullable Freshness> knowledge) {
        this.kept = kept;
        this.knowledge = knowledge;
    }

    /**
     * The line.
     *
     * @throws Refusal {@link ErrorCode#DECISION_NOT_KEPT} if this instance keeps none; {@link ErrorCode#OVERLOADED} while it looks for
     *     another one
     */
    public DecisionRecord find(String id) {
        return switch (kept.find(id)) {
            case Search.Found found -> found.decision();
            case Search.NotKept gone ->
                throw new Refusal(
                        ErrorCode.DECISION_NOT_KEPT,
                        "another instance may have decided it"
                                + (gone.oldest() == null ? "" : "; what is kept here begins at " + gone.oldest()));
            case Search.TooFar far ->
                throw new Refusal(
                        ErrorCode.DECISION_NOT_KEPT,
                        "it is not in the newest files; older ones are not searched for it");
            case Search.Busy busy ->
                throw new Refusal(ErrorCode.OVERLOADED, "another decision is being looked for; try again");
        };
    }

    /**
     * Ids of those bans that had been written when it was decided, and that the instance had not yet heard of. None where numbers do not
     * compare: since then the database went back.
     */
    public List<String> unseen(DecisionRecord decision, List<BanShown> bans) {
        Freshness now = knowledge.get();
        Epoch knew = decision.epoch() == null ? null : Epoch.parse(decision.epoch());
        if (knew == null || now == null || !now.epoch().includes(knew)) {
            return List.of();
        }
        return bans.stream()
                .filter(ban -> ban.seq() > knew.seq())
                .map(BanShown::id)
                .toList();
    }
}
