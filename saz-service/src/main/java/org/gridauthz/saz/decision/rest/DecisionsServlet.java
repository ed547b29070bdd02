package org.gridauthz.saz.decision.rest;

import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.subjects.SubjectsServlet;

/** {@code POST /api/v1/decisions}. */
public final class DecisionsServlet extends SubjectsServlet<DecisionCalls.Answer> {
    private static final long serialVersionUID = 1L;

    private final transient DecisionCalls calls;

    /** @param knowledge tells how current the answers are */
    public DecisionsServlet(DecisionCalls calls, KnowledgeCheck knowledge) {
        super(knowledge);
        this.calls = calls;
    }

    @Override
    protected List<DecisionCalls.Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh, boolean explain) {
        return calls.answer(caller, call, fresh, explain);
    }
}
