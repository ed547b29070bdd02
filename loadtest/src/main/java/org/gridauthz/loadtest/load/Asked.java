package org.gridauthz.loadtest.load;

import java.nio.charset.StandardCharsets;
import org.gridauthz.loadtest.mappings.KeptConnection;

/**
 * A request made beforehand and how its right answer is told.
 *
 * @param request head and body
 * @param status of the right answer
 * @param expected what the body holds somewhere; empty for any
 */
public record Asked(byte[] request, int status, String expected) {
    private static final int OK = 200;

    /** One without a body, told by its status. */
    public static Asked answeredWith(String method, String path, int status) {
        return new Asked(KeptConnection.request(method, path, new byte[0]), status, "");
    }

    /** A POST of JSON. */
    public static Asked post(String path, String body, String expected) {
        return new Asked(KeptConnection.request("POST", path, body.getBytes(StandardCharsets.UTF_8)), OK, expected);
    }

    boolean answeredBy(KeptConnection.Answer answer) {
        return answer.status() == status
                && (expected.isEmpty() || new String(answer.body(), StandardCharsets.UTF_8).contains(expected));
    }
}
