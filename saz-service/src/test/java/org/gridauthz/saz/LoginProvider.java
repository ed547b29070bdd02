package org.gridauthz.saz;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider: authorization code, PKCE asked for, clients known by a secret, tokens signed by a key that it publishes. Everybody who comes is
 * {@link #subject}; what it says of her can be falsified.
 */
final class LoginProvider implements AutoCloseable {
    static final String CLIENT = "saz-console";
    static final String SECRET = "s3cret+/%";

    final RSAKey key;
    volatile String subject = "sam";
    /** What becomes of the claims before they are signed. */
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    volatile RSAKey signedBy;
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    LoginProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        signedBy = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> json(exchange, 200, """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys"}\
                    """.formatted(issuer())));
        server.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(asked.get("client_id"))
                || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !List.of(asked.get("scope").split(" ")).contains("openid")) {
            json(exchange, 400, "{}");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        String[] client = basic == null
                ? new String[] {"", ""}
                : new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":");
        boolean right = asked != null
                && decoded(client[0]).equals(CLIENT)
                && decoded(client[1]).equals(SECRET)
                && asked.get("redirect_uri").equals(given.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(given.getOrDefault("code_verifier", "")));
        if (!right) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        try {
            Instant now = Instant.now();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                    claims.apply(new JWTClaimsSet.Builder()
                                    .issuer(issuer())
                                    .subject(subject)
                                    .audience(CLIENT)
                                    .claim("nonce", asked.get("nonce"))
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plusSeconds(300))))
                            .build());
            token.sign(new RSASSASigner(signedBy));
            json(
                    exchange,
                    200,
                    "{\"token_type\":\"Bearer\",\"access_token\":\"x\",\"id_token\":\"" + token.serialize() + "\"}");
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String part : text.split("&")) {
            int equals = part.indexOf('=');
            fields.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
