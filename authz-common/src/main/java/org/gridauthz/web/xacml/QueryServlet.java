package org.gridauthz.web.xacml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.argus.PepReply;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.subjects.KnowledgeCheck;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectAnswer;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.xacml.Exchange.Tongue;
import org.gridauthz.web.xacml.WireAnswers.Kind;
import org.gridauthz.xacml.BoundedXml;
import org.gridauthz.xacml.NotRead;
import org.gridauthz.xacml.Obligation;
import org.gridauthz.xacml.Question;
import org.gridauthz.xacml.Reply;
import org.gridauthz.xacml.Reply.Decision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One XACML query, answered by the core that answers REST calls. The caller is the TLS peer and never the query's
 * {@code Issuer}. Whatever keeps us from deciding is a SOAP fault over 500 or 503, after which clients ask another server:
 * never a Deny, which is final for them. {@code SOAPAction} and media type are not looked at; clients disagree about both.
 *
 * @param <A> what is answered for one subject
 */
public abstract class QueryServlet<A extends SubjectAnswer> extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(QueryServlet.class);
    private static final long serialVersionUID = 1L;

    private final transient KnowledgeCheck knowledge;
    private final transient InstantSource clock;
    private final transient WireAnswers answers;
    private final String service;
    private final boolean pep;

    /**
     * @param knowledge tells how current the answers are
     * @param service who answers: {@code gums}, {@code saz}
     * @param pep whether Argus' Hessian is understood too
     */
    protected QueryServlet(
            KnowledgeCheck knowledge, InstantSource clock, WireAnswers answers, String service, boolean pep) {
        this.knowledge = knowledge;
        this.clock = clock;
        this.answers = answers;
        this.service = service;
        this.pep = pep;
    }

    /**
     * Decides, in the order of the subjects.
     *
     * @throws Refusal if the caller may not ask this
     */
    protected abstract List<A> answer(SlashDn caller, SubjectsCall call, Freshness fresh);

    /** What a permit comes with; null if there is something this client did not announce that it can carry out. */
    protected @Nullable List<Obligation> permitted(A answer, Set<String> announced) {
        return List.of();
    }

    /** What a refusal comes with. */
    protected List<Obligation> refused() {
        return List.of();
    }

    /** The FQANs that count: as they came, unless a service reads more into a query. */
    protected List<Fqan> fqans(Question.Named named) {
        return named.fqans();
    }

    /** What a permit comes with on Argus' wire; null for nothing. */
    protected PepReply.@Nullable Mapped mapped(A answer, boolean common) {
        return null;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean hessian = false;
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this is asked by POST");
            }
            Caller caller = Caller.of(request);
            if (caller == null) {
                throw new Refusal(ErrorCode.CALLER_UNKNOWN, "this is answered to authenticated callers only");
            }
            Exchange exchange = Bodies.read(request, BoundedXml.MAX_BODY, pep ? Exchange::either : Exchange::soap);
            hessian = exchange.pep();
            switch (exchange.heard()) {
                case NotRead not -> fault(hessian, 500, not.code() + ": " + not.detail(), response);
                case Question.Understood understood ->
                    answer(
                            caller.chain().subject(),
                            understood.question(),
                            exchange,
                            knowledge.of(request, response),
                            response);
            }
        } catch (Refusal refusal) {
            refuse(hessian, refusal, response);
        } catch (RuntimeException e) {
            LOG.error("a query broke", e);
            fault(hessian, 500, "INTERNAL: see the log", response);
        }
    }

    private void answer(Dn caller, Question question, Exchange exchange, Freshness fresh, HttpServletResponse response)
            throws IOException {
        List<PresentedSubject> subjects = new ArrayList<>(1);
        for (Question.Asked asked : question.subjects()) {
            subjects.add(presented(asked));
        }
        SubjectsCall call = new SubjectsCall(OwnHost.other(caller, question.host()), subjects);
        List<A> decided = answer(caller.slash(), call, fresh);
        A unknown = first(decided, "indeterminate");
        if (unknown != null) {
            fault(exchange.pep(), 500, unknown.reason() + " (decision " + unknown.id() + ")", response);
            return;
        }
        A denied = first(decided, "deny");
        Reply reply = denied != null
                ? reply(question, denied, Decision.DENY, denied.reason(), refused())
                : permit(question, decided.getFirst(), exchange.pep());
        answers.count(Kind.valueOf(reply.decision().name()));
        if (exchange.pep()) {
            PepReply.Mapped mapped =
                    denied != null ? null : mapped(decided.getFirst(), exchange.tongue() == Tongue.PEP_COMMON);
            Exchange.reply(reply, mapped == null ? List.of() : List.of(mapped), response);
        } else {
            Exchange.reply(reply, response);
        }
    }

    private Reply permit(Question question, A answer, boolean hessian) {
        List<Obligation> obligations = hessian ? List.of() : permitted(answer, question.announced());
        if (obligations == null) {
            String why = "this account needs an obligation that the client has not announced";
            return reply(question, answer, Decision.INDETERMINATE, why, List.of());
        }
        return reply(question, answer, Decision.PERMIT, answer.reason(), obligations);
    }

    private PresentedSubject presented(Question.Asked asked) {
        return switch (asked) {
            case Question.Chain chain -> new PresentedSubject.Chain(chain.pem());
            case Question.Named named ->
                new PresentedSubject.Named(named.dn(), named.issuer(), fqans(named), named.disclaimed());
        };
    }

    private @Nullable A first(List<A> decided, String decision) {
        for (A answer : decided) {
            if (answer.decision().equals(decision)) {
                return answer;
            }
        }
        return null;
    }

    private Reply reply(Question question, A answer, Decision decision, String message, List<Obligation> obligations) {
        return new Reply(
                answer.id(),
                question.id(),
                clock.instant(),
                "urn:gridauthz:" + service,
                decision,
                message + " (decision " + answer.id() + ")",
                obligations);
    }

    /** SOAP 1.1 §6.2 wants 500 for a fault; what HTTP and balancers understand better keeps its own status. */
    private void refuse(boolean hessian, Refusal refusal, HttpServletResponse response) throws IOException {
        ErrorCode code = refusal.code();
        if (code == ErrorCode.OVERLOADED) {
            response.setHeader("Retry-After", "1");
        }
        int status = code.status() == 400 ? 500 : code.status();
        fault(hessian, status, code + ": " + refusal.getMessage(), response);
    }

    private void fault(boolean hessian, int status, String message, HttpServletResponse response) throws IOException {
        answers.count(Kind.FAULT);
        Exchange.fault(hessian, service, status, message, response);
    }
}
