package org.gridauthz.cli.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was answered before: lines of a decision file; the last answer to a subject counts. */
final class RecordedSide implements Side {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Asked, Said> said = new HashMap<>();

    /** Takes a line; one that is no decision about a certificate is passed over. */
    void line(String line) {
        Asked subject = line.startsWith("{") ? Asked.of(line) : null;
        if (subject == null) {
            return;
        }
        try {
            JsonNode node = JSON.readTree(line);
            String decision = node.path("decision").asString("");
            if (!decision.isEmpty()) {
                said.put(subject, new Said(decision, text(node, "account"), text(node, "reason")));
            }
        } catch (JacksonException e) {
            // no line of ours
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.isEmpty() ? null : text;
    }

    @Override
    public List<Said> answer(List<Asked> subjects) {
        return subjects.stream()
                .map(subject -> said.getOrDefault(subject, Said.unknown("not recorded")))
                .toList();
    }
}
