package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where decisions are asked for, and how the answer is read. */
enum Desk {
    GUMS(8443, 8543, "/api/v1/mappings"),
    SAZ(8444, 8544, "/api/v1/decisions");

    private static final JsonMapper JSON = new JsonMapper();

    final int port;
    final int adminPort;
    private final String path;

    Desk(int port, int adminPort, String path) {
        this.port = port;
        this.adminPort = adminPort;
        this.path = path;
    }

    /**
     * What was decided.
     *
     * @param account null if none
     * @param age of what the instance knew, seconds
     */
    record Decided(boolean permitted, @Nullable String account, double age) {}

    /** A decision call. */
    byte[] request(Person person, @Nullable String epoch) {
        byte[] body = person.body.getBytes(StandardCharsets.UTF_8);
        return epoch == null
                ? KeptConnection.request("POST", path, body)
                : KeptConnection.request("POST", path, body, "At-Least-Epoch: " + epoch);
    }

    /**
     * Reads it.
     *
     * @throws IOException when nothing was decided
     */
    static Decided read(KeptConnection.Answer answer) throws IOException {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != 200 && !text.contains("\"results\"")) {
            throw new IOException("answered " + answer.status()
                    + (text.isEmpty() ? "" : " " + json(text).path("code").asString("")));
        }
        JsonNode whole = json(text);
        JsonNode result = whole.path("results").path(0);
        String decision = result.path("decision").asString("");
        if (!decision.equals("permit") && !decision.equals("deny")) {
            throw new IOException(
                    "answered " + decision + " " + result.path("reason").asString(""));
        }
        String account = result.path("account").asString("");
        return new Decided(
                decision.equals("permit"),
                account.isEmpty() ? null : account,
                whole.path("age").asDouble(0));
    }

    static JsonNode json(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("no JSON: " + text.substring(0, Math.min(80, text.length())), e);
        }
    }
}
