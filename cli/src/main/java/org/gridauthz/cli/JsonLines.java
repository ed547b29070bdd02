package org.gridauthz.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gridauthz.trust.CredentialCheck;
import org.gridauthz.trust.CredentialReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question a line, one answer a line, in order, each flushed. A line that is no question gets an answer that says so.
 *
 * @param anchors what a line without {@code anchors} is judged by
 * @param at the time for a line without {@code at}; null is now
 */
record JsonLines(
        CredentialCheck check,
        String anchors,
        @Nullable Instant at,
        @Nullable String issuer,
        String vo,
        Set<String> audiences) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    void answer(Reader in, PrintWriter out) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                out.println(answer(line));
                out.flush();
            }
        }
    }

    private String answer(String line) {
        JsonNode id = JSON.nullNode();
        try {
            JsonNode question = JSON.readTree(line);
            if (!question.isObject()) {
                return JSON.writeValueAsString(wrong(id, "not a JSON object"));
            }
            id = question.path("id").isMissingNode() ? id : question.get("id");
            return JSON.writeValueAsString(answer(id, report(question)));
        } catch (JacksonException e) {
            return JSON.writeValueAsString(wrong(id, "not JSON"));
        } catch (DateTimeParseException e) {
            return JSON.writeValueAsString(wrong(id, "at: not a time"));
        } catch (RuntimeException e) { // one line must not end the others
            return JSON.writeValueAsString(wrong(id, e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }

    private CredentialReport report(JsonNode question) {
        JsonNode when = question.path("at");
        Instant time = when.isMissingNode() || when.isNull() ? at : time(when.asString());
        String by = Objects.requireNonNullElse(text(question.path("anchors"), null), anchors);
        String chain = text(question.path("chain"), null);
        String jwt = text(question.path("token"), null);
        if ((chain == null) == (jwt == null)) {
            throw new IllegalArgumentException("a line holds either chain or token");
        }
        if (jwt == null) {
            return check.chain(chain == null ? "" : chain, by, time);
        }
        String audience = text(question.path("audience"), null);
        return check.token(
                jwt,
                by,
                text(question.path("issuer"), issuer),
                Objects.requireNonNullElse(text(question.path("vo"), null), vo),
                audience == null ? audiences : Set.of(audience),
                time);
    }

    private static ObjectNode answer(JsonNode id, CredentialReport report) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("id", id);
        answer.put("valid", report.valid());
        answer.put("reason", report.reason());
        answer.put("subject", report.subject());
        ArrayNode fqans = answer.putArray("fqans");
        report.fqans().forEach(fqan -> fqans.add(fqan.toString()));
        if (report.reason() != null) {
            answer.put("detail", report.detail());
        }
        return answer;
    }

    private static ObjectNode wrong(JsonNode id, String why) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("id", id);
        answer.put("valid", false);
        answer.put("reason", "question-malformed");
        answer.putNull("subject");
        answer.putArray("fqans");
        answer.put("detail", why);
        return answer;
    }

    /** A text; an array of texts is joined, an object (a key set) is its JSON. */
    private static @Nullable String text(JsonNode node, @Nullable String otherwise) {
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(part.asString()));
            return String.join("\n", parts);
        }
        return node.isObject() ? node.toString() : node.asString();
    }

    /** ISO 8601 with an offset, or seconds since 1970. */
    static Instant time(String text) {
        if (text.matches("-?\\d{1,12}(\\.\\d+)?")) {
            return Instant.ofEpochSecond(Long.parseLong(text.replaceFirst("\\..*", "")));
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
