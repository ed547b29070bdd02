package org.gridauthz.cli.site;

import java.net.URI;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What an instance answered.
 *
 * @param from the instance that did
 * @param took from the request's start to the answer's end, a new connection included
 */
public record Reply(URI from, int status, String text, Duration took) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether it did what was asked. */
    public boolean good() {
        return status >= 200 && status < 300;
    }

    /**
     * The answer of a call that was done.
     *
     * @throws ServiceRefusal if it was not
     */
    public JsonNode done() {
        if (good()) {
            return json();
        }
        JsonNode problem = json();
        String code = problem.path("code").asString("HTTP_" + status);
        throw new ServiceRefusal(code, problem.path("detail").asString(""), status >= 500);
    }

    /** {@link #took} for people. */
    public String millis() {
        return took.toMillis() + " ms";
    }
}
