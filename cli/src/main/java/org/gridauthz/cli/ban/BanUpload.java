package org.gridauthz.cli.ban;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.tls.HostCredential;
import org.gridauthz.tls.HostCredentialException;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends parts of a list over mutual TLS. A part sent again is the same write: its key is the digest of what it says. */
final class BanUpload {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final HttpClient client;
    private final URI bulk;

    private BanUpload(HttpClient client, URI bulk) {
        this.client = client;
        this.bulk = bulk;
    }

    static BanUpload open(URI url, Path certificate, Path key, Path anchors) {
        try {
            GridTrust trust = GridTrust.ofDirectory(
                    anchors, TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
            HttpClient client = GridHttpClient.of(trust, HostCredential.read(certificate, key), Duration.ofSeconds(10));
            return new BanUpload(client, url.resolve("/api/v1/bans/bulk"));
        } catch (HostCredentialException e) {
            throw new IllegalStateException("the credential cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * What the service said of each row.
     *
     * @throws IllegalStateException if it cannot be asked, or refused the whole call
     */
    JsonNode send(String body) {
        HttpRequest request = HttpRequest.newBuilder(bulk)
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "import-" + digest(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonNode said = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(said.path("code").asString() + ": "
                        + said.path("detail").asString());
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException("the service cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static String digest(String body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
