package org.gridauthz.gums.xacml;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.argus.PepReply;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.rest.MappingCalls;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.xacml.QueryServlet;
import org.gridauthz.web.xacml.WireAnswers;
import org.gridauthz.xacml.Obligation;
import org.gridauthz.xacml.Vocabulary;
import org.jspecify.annotations.Nullable;

/** A mapping by XACML. */
public final class MappingQueriesServlet extends QueryServlet<MappingCalls.Answer> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> USERNAME = Set.of(Vocabulary.USERNAME);

    private final transient MappingCalls calls;
    private final Face face;

    /** Whose place we take. */
    public enum Face {
        /**
         * Clients come for an account: one that announces nothing is sent the name, and a refusal carries a
         * name without value, or one of them fails on a null pointer.
         */
        GUMS("/gums/services/GUMSXACMLAuthorizationServicePort"),
        /** A policy decision point: whoever announces nothing asks for the decision alone. */
        ARGUS("/authz");

        private final String path;

        Face(String path) {
            this.path = path;
        }

        /** Where it is served. */
        public String path() {
            return path;
        }
    }

    /** @param knowledge tells how current the answers are */
    public MappingQueriesServlet(
            MappingCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers answers, Face face) {
        super(knowledge, clock, answers, "gums", face == Face.ARGUS);
        this.calls = calls;
        this.face = face;
    }

    @Override
    protected List<MappingCalls.Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh) {
        return calls.answer(caller, call, fresh, false);
    }

    @Override
    protected @Nullable List<Obligation> permitted(MappingCalls.Answer answer, Set<String> announced) {
        Account account = answer.account();
        if (account == null || (announced.isEmpty() && face == Face.ARGUS)) {
            return List.of();
        }
        return AccountObligations.of(account, announced.isEmpty() ? USERNAME : announced);
    }

    /** Names, as Argus maps: account and groups. */
    @Override
    protected PepReply.@Nullable Mapped mapped(MappingCalls.Answer answer, boolean common) {
        Account account = answer.account();
        if (account == null) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        if (account.primaryGroup() != null) {
            groups.add(account.primaryGroup());
            groups.addAll(account.secondaryGroups());
        }
        return new PepReply.Mapped(common, account.name(), groups);
    }

    @Override
    protected List<Obligation> refused() {
        return face == Face.GUMS ? List.of(Obligation.noUsername()) : List.of();
    }
}
