package org.gridauthz.web.xacml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.gridauthz.web.xacml.WireAnswers.Kind;
import org.gridauthz.xacml.BoundedXml;
import org.gridauthz.xacml.NotRead;
import org.gridauthz.xacml.Obligation;
import org.gridauthz.xacml.QueryReader;
import org.gridauthz.xacml.Question;
import org.gridauthz.xacml.Reply;
import org.gridauthz.xacml.Reply.Decision;
import org.gridauthz.xacml.ReplyWriter;
import org.gridauthz.xacml.SoapFault;
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

    /**
     * @param knowledge tells how current the answers are
     * @param service who answers: {@code gums}, {@code saz}
     */
    protected QueryServlet(KnowledgeCheck knowledge, InstantSource clock, WireAnswers answers, String service) {
        this.knowledge = knowledge;
        this.clock = clock;
        this.answers = answers;
        this.service = service;
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

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this is asked by POST");
            }
            Caller caller = Caller.of(request);
            if (caller == null) {
                throw new Refusal(ErrorCode.CALLER_UNKNOWN, "this is answered to authenticated callers only");
            }
            switch (Bodies.read(request, BoundedXml.MAX_BODY, QueryServlet::understood)) {
                case NotRead not -> fault(500, not.code() + ": " + not.detail(), response);
                case Question.Understood understood ->
                    answer(caller.chain().subject(), understood.question(), request, response);
            }
        } catch (Refusal refusal) {
            refuse(refusal, response);
        } catch (RuntimeException e) {
            LOG.error("a query broke", e);
            fault(500, "INTERNAL: see the log", response);
        }
    }

    private static Question.Understanding understood(byte[] body, int length) {
        return switch (QueryReader.read(body, length)) {
            case NotRead not -> not;
            case QueryReader.Read read -> Question.of(read.query());
        };
    }

    private void answer(Dn caller, Question question, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Freshness fresh = knowledge.of(request, response);
        List<PresentedSubject> subjects = new ArrayList<>(1);
        for (Question.Asked asked : question.subjects()) {
            subjects.add(presented(asked));
        }
        SubjectsCall call = new SubjectsCall(OwnHost.other(caller, question.host()), subjects);
        List<A> decided = answer(caller.slash(), call, fresh);
        A unknown = first(decided, "indeterminate");
        if (unknown != null) {
            fault(500, unknown.reason() + " (decision " + unknown.id() + ")", response);
            return;
        }
        A denied = first(decided, "deny");
        if (denied != null) {
            reply(question, denied, Decision.DENY, denied.reason(), refused(), response);
            return;
        }
        A mapped = decided.getFirst();
        List<Obligation> obligations = permitted(mapped, question.announced());
        if (obligations == null) {
            String why = "this account needs an obligation that the client has not announced";
            reply(question, mapped, Decision.INDETERMINATE, why, List.of(), response);
        } else {
            reply(question, mapped, Decision.PERMIT, mapped.reason(), obligations, response);
        }
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

    private void reply(
            Question question,
            A answer,
            Decision decision,
            String message,
            List<Obligation> obligations,
            HttpServletResponse response)
            throws IOException {
        answers.count(Kind.valueOf(decision.name()));
        Reply reply = new Reply(
                answer.id(),
                question.id(),
                clock.instant(),
                "urn:gridauthz:" + service,
                decision,
                message + " (decision " + answer.id() + ")",
                obligations);
        write(200, ReplyWriter.write(reply), response);
    }

    /** SOAP 1.1 §6.2 wants 500 for a fault; what HTTP and balancers understand better keeps its own status. */
    private void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
        ErrorCode code = refusal.code();
        if (code == ErrorCode.OVERLOADED) {
            response.setHeader("Retry-After", "1");
        }
        fault(code.status() == 400 ? 500 : code.status(), code + ": " + refusal.getMessage(), response);
    }

    private void fault(int status, String message, HttpServletResponse response) throws IOException {
        answers.count(Kind.FAULT);
        write(status, SoapFault.write(service, message), response);
    }

    private static void write(int status, byte[] body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
