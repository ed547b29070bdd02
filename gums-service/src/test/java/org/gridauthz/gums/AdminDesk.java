package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.gridauthz.testkit.ca.TestCredential;

/** Calls of administrators, and what a refusal looks like. */
final class AdminDesk {
    private final GumsInstance gums;

    AdminDesk(GumsInstance gums) {
        this.gums = gums;
    }

    /** Any call. */
    HttpResponse<String> call(
            TestCredential who, String listener, String method, String path, String type, byte[] body) {
        return gums.send(
                who,
                HttpRequest.newBuilder(gums.uri(listener, path))
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build());
    }

    /** The site administrator's, on her listener. */
    HttpResponse<String> admin(String method, String path, String type, String body) {
        return call(gums.admin, "admin", method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A problem document, of this status and code, without a word of ours. */
    static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(GumsInstance.json(response).at("/code").asString()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
