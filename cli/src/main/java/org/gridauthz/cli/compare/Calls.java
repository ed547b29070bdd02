package org.gridauthz.cli.compare;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostCredentialException;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON and XML over mutual TLS, as the host or person whose credential is given. */
final class Calls {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;

    Calls(Path certificate, Path key, Path anchors) {
        try {
            GridTrust trust = GridTrust.ofDirectory(
                    anchors, TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
            client = GridHttpClient.of(trust, HostCredential.read(certificate, key), Duration.ofSeconds(10));
        } catch (HostCredentialException e) {
            throw new IllegalStateException("the credential cannot be used: " + e.getMessage(), e);
        }
    }

    /** The answer; a missing node with the reason in {@code why} if there is none. */
    Reply send(HttpRequest request) {
        Raw raw = raw(request);
        if (raw.body() == null) {
            return new Reply(null, raw.why());
        }
        try {
            JsonNode body = JSON.readTree(raw.body());
            String code = body.path("code").asString("");
            return code.isEmpty() ? new Reply(body, raw.why()) : new Reply(null, code);
        } catch (JacksonException e) {
            return new Reply(null, "the answer is not JSON");
        }
    }

    /** The answer as it came, whatever its status. */
    Raw raw(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            return new Raw(answer.body(), "HTTP " + answer.statusCode());
        } catch (IOException e) {
            return new Raw(null, "cannot be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    /** @param body null if nobody answered */
    @SuppressWarnings("ArrayRecordComponent") // made, read and thrown away
    record Raw(byte @Nullable [] body, String why) {}

    /** @param body null if there is none to believe */
    record Reply(@Nullable JsonNode body, String why) {}
}
