package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.TokenIssuer;
import org.gridauthz.trust.TokenTrust;
import org.gridauthz.trust.TokenVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing calls: our credential is shown, and the server must prove its name by the grid's anchors. */
@Timeout(60)
class GridHttpClientTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Site site;

    @BeforeEach
    void site() {
        site = new Site(directory);
    }

    @Test
    void hostKeysFromFilesAreShown() throws Exception {
        HostKeyWatch watch = new HostKeyWatch(List.of(site.ec), site.clock());
        try (GridServer server = GridServer.start(site);
                HttpClient client = GridHttpClient.of(site.trust, watch, WAIT)) {
            assertThat(get(client, "localhost", server.port())).isEqualTo("/DC=org/DC=example/CN=localhost|calls");
        }
    }

    @Test
    void aRobotsProxyIsShown() throws Exception {
        TestCredential robot = site.ca
                .request("/DC=org/DC=example/CN=Robot")
                .key(KeyKind.EC_P256)
                .issue()
                .proxies(1);
        Path file = robot.writeProxy(directory.resolve("proxy"));
        try (GridServer server = GridServer.start(site);
                HttpClient client = GridHttpClient.of(site.trust, HostCredential.read(file, file), WAIT)) {
            assertThat(get(client, "localhost", server.port())).isEqualTo("/DC=org/DC=example/CN=Robot|proxy|calls");
        }
    }

    @Test
    void aServerOfAnotherNameIsRefused() throws Exception {
        Site.install(site.ec, site.ca.host("/DC=org/DC=example/CN=other", "other.example.org"));
        HostKeyWatch watch = new HostKeyWatch(List.of(site.rsa), site.clock());
        Site named = site;
        try (HttpsServerAs server = new HttpsServerAs(named.ca.host("/DC=org/DC=example/CN=x", "x.example.org"));
                HttpClient client = GridHttpClient.of(site.trust, watch, WAIT)) {
            assertThatThrownBy(() -> get(client, "localhost", server.port()))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("localhost");
        }
    }

    @Test
    void aRevokedServerAndOneOfAnotherCaAreRefused() throws Exception {
        HostKeyWatch watch = new HostKeyWatch(List.of(site.rsa), site.clock());
        TestCredential revoked = site.host(KeyKind.RSA_2048);
        site.revoke(revoked);
        TestCredential foreign = new Site(directory.resolve("x"), "/DC=org/CN=Other").host(KeyKind.RSA_2048);
        for (TestCredential host : List.of(revoked, foreign)) {
            try (HttpsServerAs server = new HttpsServerAs(host);
                    HttpClient client = GridHttpClient.of(site.trust, watch, WAIT)) {
                assertThatThrownBy(() -> get(client, "localhost", server.port()))
                        .isInstanceOf(IOException.class)
                        .hasStackTraceContaining(host.equals(revoked) ? "certificate-revoked" : "anchor-unknown");
            }
        }
    }

    @Test
    void tokenKeysAreFetchedThroughTheGridsAnchors() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        try (HttpsServerAs server = new HttpsServerAs(site.host(KeyKind.RSA_2048))) {
            String issuer = "https://localhost:" + server.port();
            server.answer(
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
            server.answer("/keys", new JWKSet(key).toString(true));
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .subject("robot")
                            .audience("here")
                            .claim("wlcg.ver", "1.0")
                            .expirationTime(Date.from(site.now().plusSeconds(60)))
                            .build());
            jwt.sign(new ECDSASigner(key));
            try (TokenTrust trust = TokenTrust.start(
                    List.of(TokenIssuer.of(issuer, "cms", "here")), GridHttpClient.context(site.trust), site.clock())) {
                TokenVerdict verdict = trust.verify(jwt.serialize());
                for (long end = System.nanoTime() + WAIT.toNanos();
                        verdict instanceof TokenVerdict.Unknown && System.nanoTime() < end;
                        verdict = trust.verify(jwt.serialize())) {
                    server.awaitRequest();
                }
                assertThat(verdict).isInstanceOf(TokenVerdict.Believed.class);
            }
        }
    }

    private static String get(HttpClient client, String host, int port) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/who"))
                                .timeout(WAIT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A web server of another make with the given certificate. */
    private static final class HttpsServerAs implements AutoCloseable {
        private final HttpsServer server;
        private final java.util.concurrent.Semaphore requests = new java.util.concurrent.Semaphore(0);

        HttpsServerAs(TestCredential host) throws IOException {
            server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(host.sslContext()));
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        void answer(String path, String body) {
            server.createContext(path, exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
                requests.release();
            });
        }

        /** Waits for the next request, a tenth of a second at most. */
        void awaitRequest() throws InterruptedException {
            requests.tryAcquire(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
