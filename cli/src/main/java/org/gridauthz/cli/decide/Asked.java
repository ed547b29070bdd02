package org.gridauthz.cli.decide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.ServiceRefusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One decision about one subject.
 *
 * @param reply the whole answer
 * @param result the subject's part of it
 */
record Asked(Reply reply, JsonNode result) {
    static final String DECISIONS = "/api/v1/decisions";
    static final String MAPPINGS = "/api/v1/mappings";

    /**
     * Asks.
     *
     * @param host null: the caller itself
     * @throws ServiceRefusal if the call was not taken
     */
    static Asked about(Instances service, String path, Map<String, Object> subject, @Nullable String host) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (host != null) {
            body.put("host", host);
        }
        body.put("subjects", List.of(subject));
        Reply reply = service.ask(Question.send("POST", path + "?explain=true", body));
        JsonNode result = reply.json().path("results").path(0);
        return new Asked(
                reply, result.isMissingNode() ? reply.done().path("results").path(0) : result);
    }

    String decision() {
        return result.path("decision").asString("");
    }

    /** 0 permit, 1 deny, 3 nobody knows. */
    int exit() {
        return switch (decision()) {
            case "permit" -> 0;
            case "deny" -> 1;
            default -> 3;
        };
    }

    /** The decision in one line. */
    String line() {
        String account = result.path("account").asString("");
        return decision()
                + (account.isEmpty() ? " (" + result.path("reason").asString("") + ")" : " " + account(account))
                + ", decision " + result.path("id").asString("");
    }

    private String account(String name) {
        String uid = result.path("uid").asString("");
        String group = result.path("group").asString("");
        return name + (uid.isEmpty() ? "" : " uid " + uid) + (group.isEmpty() ? "" : " group " + group);
    }

    /** Why, a line each. */
    void explain(Output output) {
        result.path("explanation").forEach(line -> output.remark("    " + line.asString("")));
    }
}
