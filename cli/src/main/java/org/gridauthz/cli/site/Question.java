package org.gridauthz.cli.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call to be sent.
 *
 * @param path with its query, encoded
 * @param body null for none
 * @param key {@code Idempotency-Key}: sent twice it is one write
 */
public record Question(
        String method,
        String path,
        @Nullable String body,
        String type,
        @Nullable String key,
        Duration deadline) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration USUAL = Duration.ofSeconds(15);

    /** @param query names and values in turn; a null value is left out */
    public static Question get(String path, @Nullable String... query) {
        return new Question("GET", path + query(query), null, "", null, USUAL);
    }

    /** A body of JSON. */
    public static Question send(String method, String path, Object body) {
        return new Question(method, path, JSON.writeValueAsString(body), "application/json", null, USUAL);
    }

    /** A body of YAML. */
    public static Question yaml(String path, String document) {
        return new Question("POST", path, document, "application/yaml", null, USUAL);
    }

    /** A removal. */
    public static Question delete(String path, @Nullable String... query) {
        return new Question("DELETE", path + query(query), null, "", null, USUAL);
    }

    /** The same, as one write however often it is sent. */
    public Question once(String newKey) {
        return new Question(method, path, body, type, newKey, deadline);
    }

    /** The same, with another deadline. */
    public Question within(Duration newDeadline) {
        return new Question(method, path, body, type, key, newDeadline);
    }

    /** A segment of a path or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** From the question mark on; empty without values. */
    public static String query(@Nullable String... query) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i + 1 < query.length; i += 2) {
            String value = query[i + 1];
            if (value != null) {
                parts.add(query[i] + "=" + encoded(value));
            }
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
}
