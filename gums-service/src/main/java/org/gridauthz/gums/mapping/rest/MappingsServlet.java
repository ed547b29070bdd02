package org.gridauthz.gums.mapping.rest;

import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.Results;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.subjects.SubjectsServlet;

/** {@code POST /api/v1/mappings}: of a permit it tells the account. */
public final class MappingsServlet extends SubjectsServlet<MappingCalls.Answer> {
    private static final long serialVersionUID = 1L;

    private final transient MappingCalls calls;

    /** @param knowledge tells how current the answers are */
    public MappingsServlet(MappingCalls calls, KnowledgeCheck knowledge) {
        super(knowledge);
        this.calls = calls;
    }

    @Override
    protected List<MappingCalls.Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh, boolean explain) {
        return calls.answer(caller, call, fresh, explain);
    }

    @Override
    protected void write(MappingCalls.Answer answer, Results results) {
        Account account = answer.account();
        if (account == null) {
            return;
        }
        results.member("account", account.name());
        if (account.uid() != null) {
            results.member("uid", account.uid());
        }
        if (account.primaryGroup() != null) {
            results.member("group", account.primaryGroup());
        }
        if (account.gid() != null) {
            results.member("gid", account.gid());
        }
        results.members("groups", account.secondaryGroups());
    }
}
