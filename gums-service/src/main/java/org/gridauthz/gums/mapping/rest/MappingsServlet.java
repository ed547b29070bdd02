package org.gridauthz.gums.mapping.rest;

import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.subjects.SubjectsServlet;
import tools.jackson.core.JsonGenerator;

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
    protected void write(MappingCalls.Answer answer, JsonGenerator json) {
        Account account = answer.account();
        if (account == null) {
            return;
        }
        json.writeStringProperty("account", account.name());
        if (account.uid() != null) {
            json.writeNumberProperty("uid", account.uid());
        }
        if (account.primaryGroup() != null) {
            json.writeStringProperty("group", account.primaryGroup());
        }
        if (account.gid() != null) {
            json.writeNumberProperty("gid", account.gid());
        }
        if (!account.secondaryGroups().isEmpty()) {
            json.writeArrayPropertyStart("groups");
            account.secondaryGroups().forEach(json::writeString);
            json.writeEndArray();
        }
    }
}
