package org.gridauthz.cli.compare;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our own GUMS: {@code POST /api/v1/mappings}. The caller needs {@code ask-for}, and {@code vouch} for the FQANs to count. */
final class RestSide implements Side {
    private static final int SUBJECTS_OF_A_CALL = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Calls calls;
    private final URI mappings;
    private final @Nullable String host;

    RestSide(Calls calls, URI url, @Nullable String host) {
        this.calls = calls;
        this.mappings = url.resolve("/api/v1/mappings");
        this.host = host;
    }

    @Override
    public List<Said> answer(List<Asked> subjects) {
        List<Said> said = new ArrayList<>();
        for (int from = 0; from < subjects.size(); from += SUBJECTS_OF_A_CALL) {
            said.addAll(part(subjects.subList(from, Math.min(from + SUBJECTS_OF_A_CALL, subjects.size()))));
        }
        return said;
    }

    private List<Said> part(List<Asked> subjects) {
        ObjectNode body = JSON.createObjectNode();
        if (host != null) {
            body.put("host", host);
        }
        ArrayNode list = body.putArray("subjects");
        for (Asked subject : subjects) {
            ObjectNode one = list.addObject();
            one.put("dn", subject.dn());
            ArrayNode fqans = one.putArray("fqans");
            subject.fqans().forEach(fqans::add);
        }
        Calls.Reply reply = calls.send(HttpRequest.newBuilder(mappings)
                .timeout(Calls.DEADLINE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            JsonNode result =
                    reply.body() == null ? null : reply.body().path("results").path(i);
            said.add(result == null || !result.isObject() ? Said.unknown(reply.why()) : said(result));
        }
        return said;
    }

    private static Said said(JsonNode result) {
        String account = result.path("account").asString("");
        String reason = result.path("reason").asString("");
        return new Said(
                result.path("decision").asString("indeterminate"),
                account.isEmpty() ? null : account,
                account.isEmpty() ? reason : null);
    }
}
