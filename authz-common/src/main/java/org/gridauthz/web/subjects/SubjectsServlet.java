package org.gridauthz.web.subjects;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.community.Seat;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.SignedIn;

/**
 * A decision call of the shape that mappings and site decisions share. A servlet of its own and no MVC controller: on the
 * hottest path of the suite that is a third of the cost of a call. 200 with a result for each subject; 503 when no subject
 * could be decided, so that clients that look at the status only ask another server; a problem document otherwise.
 *
 * @param <A> what is answered for one subject
 */
public abstract class SubjectsServlet<A extends SubjectAnswer> extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PLAIN = PlainResults.MEDIA_TYPE + ";charset=us-ascii";

    /** What a subject of a batch is expected to take of a processor; what it took is charged in the end. */
    private static final double NAME_NANOS = 20_000;

    private static final double CHAIN_NANOS = 400_000;

    private final transient KnowledgeCheck knowledge;

    /** @param knowledge tells how current the answers are */
    protected SubjectsServlet(KnowledgeCheck knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * Decides, in the order of the subjects.
     *
     * @throws Refusal if the caller may not ask this
     */
    protected abstract List<A> answer(SlashDn caller, SubjectsCall call, Freshness fresh, boolean explain);

    /** Writes what a service tells beyond decision, reason and id. */
    protected void write(A answer, Results results) {}

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "this is asked by POST");
            }
            answer(request, response);
        } catch (Refusal refusal) {
            refuse(refusal.problem(), plain(request), response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = Caller.of(request);
        SlashDn who =
                caller == null ? SignedIn.of(request) : caller.chain().subject().slash();
        if (who == null) {
            throw new Refusal(ErrorCode.CALLER_UNKNOWN, "this is answered to authenticated callers only");
        }
        boolean explain = explain(request);
        SubjectsCall call = Bodies.readJson(request, SubjectsReader.MAX_BODY, SubjectsReader::read);
        if (call.subjects().size() > 1) {
            Seat.expect(call.subjects().stream()
                    .mapToDouble(it -> it instanceof PresentedSubject.Chain ? CHAIN_NANOS : NAME_NANOS)
                    .sum());
        }
        Freshness fresh = knowledge.of(request, response);
        write(answer(who, call, fresh, explain), fresh, plain(request), response);
    }

    /** Lines are for those who ask for nothing else first. */
    private static boolean plain(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.regionMatches(true, 0, PlainResults.MEDIA_TYPE, 0, 10);
    }

    private static void refuse(Problem problem, boolean plain, HttpServletResponse response) throws IOException {
        if (!plain) {
            Bodies.write(problem, response);
            return;
        }
        Bodies.head(problem, response);
        Bodies.write(PlainResults.of(problem), PLAIN, response);
    }

    private static boolean explain(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return false;
        }
        return switch (query) {
            case "explain=true", "explain" -> true;
            case "explain=false", "" -> false;
            default -> throw new Refusal(ErrorCode.PARAMETER_INVALID, "only explain=true or explain=false");
        };
    }

    private void write(List<A> answers, Freshness fresh, boolean plain, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        Results results = plain ? new PlainResults(out) : new ResultsWriter(out);
        boolean decided = false;
        for (A answer : answers) {
            results.open(answer.decision(), answer.reason(), answer.id());
            write(answer, results);
            results.close(answer.explanation());
            decided |= !answer.indeterminate();
        }
        results.finish(fresh.epoch().toString(), fresh.age().toMillis());
        response.setStatus(decided ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Bodies.write(out, plain ? PLAIN : "application/json", response);
    }
}
