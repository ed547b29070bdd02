package org.gridauthz.gums.mapping.rest;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.subjects.KnowledgeCheck;
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

    private final transient MappingCalls calls;
    private final transient KnowledgeCheck knowledge;

    /** @param knowledge tells how current the answers are */
    public MappingsServlet(MappingCalls calls, KnowledgeCheck knowledge) {
        this.calls = calls;
        this.knowledge = knowledge;
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
        Freshness fresh = knowledge.of(request, response);
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
