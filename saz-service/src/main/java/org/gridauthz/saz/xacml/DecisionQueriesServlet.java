package org.gridauthz.saz.xacml;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.xacml.QueryServlet;
import org.gridauthz.web.xacml.WireAnswers;
import org.gridauthz.xacml.Question;

/** A site decision by XACML: Permit or Deny, and nothing with it. */
public final class DecisionQueriesServlet extends QueryServlet<DecisionCalls.Answer> {
    /** Where SAZ' clients look. */
    public static final String PATH = "/saz/services/SAZXACMLAuthorizationServicePort";

    /** Where Argus' clients look. */
    public static final String ARGUS_PATH = "/authz";

    private static final long serialVersionUID = 1L;

    private final transient DecisionCalls calls;

    /**
     * @param knowledge tells how current the answers are
     * @param argus whether Argus' clients look here, who may speak Hessian
     */
    public DecisionQueriesServlet(
            DecisionCalls calls, KnowledgeCheck knowledge, InstantSource clock, WireAnswers answers, boolean argus) {
        super(knowledge, clock, answers, "saz", argus);
        this.calls = calls;
    }

    @Override
    protected List<DecisionCalls.Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh) {
        return calls.answer(caller, call, fresh, false);
    }

    /** A VO that is named counts, also where no FQAN of it is: a ban of the VO has to hit. */
    @Override
    protected List<Fqan> fqans(Question.Named named) {
        String vo = named.vo();
        if (vo == null || named.fqans().stream().anyMatch(fqan -> fqan.vo().equals(vo))) {
            return named.fqans();
        }
        List<Fqan> all = new ArrayList<>(named.fqans());
        try {
            all.add(Fqan.parse("/" + vo));
        } catch (MalformedIdentityException e) {
            return named.fqans(); // no VO has such a name, so no ban names it
        }
        return all;
    }
}
