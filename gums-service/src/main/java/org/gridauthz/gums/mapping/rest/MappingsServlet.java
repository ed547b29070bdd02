package org.gridauthz.gums.mapping.rest;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.MalformedEpochException;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.subjects.ResultsWriter;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.subjects.SubjectsReader;
import tools.jackson.core.JsonGenerator;

/**
 * {@code POST /api/v1/mappings}. A servlet of its own and no MVC controller: on the hottest path of the suite that is a
 * third of the cost of a call. 200 with a result for each subject; 503 when no subject could be decided, so that clients
 * that look at the status only ask another server; a problem document otherwise.
 */
public final class MappingsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String AT_LEAST_EPOCH = "At-Least-Epoch";
    private static final Duration EPOCH_DEADLINE = Duration.ofSeconds(2);

    private final transient MappingCalls calls;
    private final transient Follower follower;

    /** @param follower tells how current the answers are */
    public MappingsServlet(MappingCalls calls, Follower follower) {
        this.calls = calls;
        this.follower = follower;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "mappings are asked for by POST");
            }
            answer(request, response);
        } catch (Refusal refusal) {
            Bodies.write(refusal.problem(), response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = Caller.of(request);
        if (caller == null) {
            throw new Refusal(ErrorCode.CALLER_UNKNOWN, "mappings are answered to authenticated callers only");
        }
        boolean explain = explain(request);
        SubjectsCall call = Bodies.readJson(request, SubjectsReader.MAX_BODY, SubjectsReader::read);
        Freshness fresh = freshness(request);
        List<MappingCalls.Answer> answers =
                calls.answer(caller.chain().subject().slash(), call, fresh, explain);
        write(answers, fresh, response);
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

    private Freshness freshness(HttpServletRequest request) {
        String wanted = request.getHeader(AT_LEAST_EPOCH);
        if (wanted != null) {
            try {
                AtLeast seen = follower.atLeast(Epoch.parse(wanted), EPOCH_DEADLINE);
                if (seen != AtLeast.REACHED) {
                    throw new Refusal(ErrorCode.EPOCH_AHEAD, "not seen here yet: " + seen);
                }
            } catch (MalformedEpochException e) {
                throw new Refusal(ErrorCode.EPOCH_MALFORMED, "not an epoch of ours");
            }
        }
        Freshness fresh = follower.freshness();
        if (fresh == null) {
            throw new Refusal(ErrorCode.NOT_READY, "this instance has not read its data yet");
        }
        return fresh;
    }

    private static void write(List<MappingCalls.Answer> answers, Freshness fresh, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        ResultsWriter results = new ResultsWriter(out);
        boolean decided = false;
        for (MappingCalls.Answer answer : answers) {
            results.open(answer.decision(), answer.reason(), answer.id());
            Account account = answer.account();
            if (account != null) {
                write(account, results.json());
            }
            results.close(answer.explanation());
            decided |= !answer.indeterminate();
        }
        results.finish(fresh.epoch().toString(), fresh.age().toMillis());
        response.setStatus(decided ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Bodies.write(out, "application/json", response);
    }

    private static void write(Account account, JsonGenerator json) {
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
