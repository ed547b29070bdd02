package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real web server: what it may send, and what it may not. */
@Timeout(30)
class PublishedKeysTest {
    private static final String KEYS = new JWKSet(List.of(TokenMaker.RSA, TokenMaker.EC)).toString(true);

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient web =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final PublishedKeys published = new PublishedKeys(web, Duration.ofSeconds(2));
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        base = "http://localhost:" + server.getAddress().getPort();
        serve("/keys", exchange -> answer(exchange, 200, KEYS));
        serve(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, "{\"issuer\":\"" + base + "\",\"jwks_uri\":\"" + base + "/keys\"}"));
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        web.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void keysAreFoundByDiscovery() throws Exception {
        assertThat(published.fetch(issuer(null))).hasSize(2).allMatch(key -> !key.isPrivate());
    }

    @Test
    void aWholeTokenIsBelieved() {
        TokenIssuer issuer = issuer(null);
        List<IssuerKeys> keys =
                TokenTrust.keys(List.of(issuer), published, Runnable::run, () -> TokenMaker.NOW, System::nanoTime);
        keys.forEach(IssuerKeys::refreshIfDue);
        TokenTrust trust = new TokenTrust(keys, () -> TokenMaker.NOW, () -> {});
        assertThat(trust.verify(TokenMaker.token(TokenMaker.claims("iss", base))))
                .isInstanceOf(TokenVerdict.Believed.class);
        assertThat(trust.keyAges()).containsOnlyKeys(base);
    }

    @Test
    void aDiscoveryDocumentAboutAnotherIssuerIsRefused() {
        TokenIssuer other = TokenIssuer.of(base + "/", "cms", "a");
        assertThatThrownBy(() -> published.fetch(other)).hasMessageContaining("another issuer");
    }

    @Test
    void aKeySetInClearTextElsewhereIsRefused() {
        serve(
                "/clear/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"issuer\":\"" + base + "/clear\",\"jwks_uri\":\"http://keys.example.org/\"}"));
        assertThatThrownBy(() -> published.fetch(TokenIssuer.of(base + "/clear", "cms", "a")))
                .hasMessageContaining("no https jwks_uri");
    }

    @Test
    void anEndlessBodyIsCutOff() {
        serve("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = "[[[[[[[[[[[[[[[[".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(block);
            }
        });
        assertThatThrownBy(() -> published.fetch(issuer("/endless"))).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatNeverEndsRunsIntoTheDeadline() {
        serve("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Instant start = Instant.now();
        assertThatThrownBy(() -> published.fetch(issuer("/slow"))).hasMessageContaining("did not answer within");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void errorsAndOtherBodiesAreFailures() {
        serve("/error", exchange -> answer(exchange, 500, KEYS));
        serve("/html", exchange -> answer(exchange, 200, "<html>"));
        serve("/empty", exchange -> answer(exchange, 200, "{\"keys\":[]}"));
        assertThatThrownBy(() -> published.fetch(issuer("/error"))).hasMessageContaining("500");
        assertThatThrownBy(() -> published.fetch(issuer("/html"))).hasMessageContaining("JSON");
        assertThatThrownBy(() -> published.fetch(issuer("/empty"))).hasMessageContaining("no usable");
    }

    @Test
    void badKeysAreLeftOutAndPrivatePartsForgotten() throws Exception {
        Map<String, Object> weak = TokenMaker.rsa("weak", 1024).toPublicJWK().toJSONObject();
        Map<String, Object> encryption =
                new java.util.HashMap<>(TokenMaker.RSA.toPublicJWK().toJSONObject());
        encryption.put("use", "enc");
        Map<String, Object> document = Map.of(
                "keys",
                List.of(
                        weak,
                        encryption,
                        Map.of("kty", "oct", "k", "AAAA"),
                        Map.of("kty", "RSA"),
                        Map.of("kty", "new"),
                        "text",
                        TokenMaker.EC.toJSONObject()));
        assertThat(PublishedKeys.usable(document)).containsExactly(TokenMaker.EC.toPublicJWK());
    }

    private TokenIssuer issuer(@Nullable String path) {
        return new TokenIssuer(
                base,
                "cms",
                Set.of("https://gums.example.org"),
                false,
                Set.of("RS256"),
                path == null ? null : URI.create(base + path),
                "wlcg.groups",
                Set.of(),
                Set.of(TokenProfile.WLCG),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofHours(24));
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
