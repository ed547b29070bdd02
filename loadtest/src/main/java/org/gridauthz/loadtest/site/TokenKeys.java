package org.gridauthz.loadtest.site;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A token issuer on loopback: its keys are served, its tokens made here. */
public final class TokenKeys implements AutoCloseable {
    static final String AUDIENCE = "https://load.example.org";
    private static final int A_DAY = 86_400;

    private final HttpServer server;
    private final ECKey key;

    private TokenKeys(HttpServer server, ECKey key) {
        this.server = server;
        this.key = key;
    }

    static TokenKeys serve() throws IOException {
        ECKey key;
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("load").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenKeys keys = new TokenKeys(server, key);
        keys.answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(keys.issuer(), keys.issuer()));
        keys.answer("/keys", new JWKSet(key).toString(true));
        server.start();
        return keys;
    }

    private void answer(String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token of somebody in the group /dune, good for a day. */
    public String token(String subject) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("load").build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject(subject)
                        .audience(AUDIENCE)
                        .claim("wlcg.ver", "1.0")
                        .claim("wlcg.groups", List.of("/dune"))
                        .notBeforeTime(Date.from(Instant.now().minusSeconds(60)))
                        .issueTime(Date.from(Instant.now().minusSeconds(60)))
                        .expirationTime(Date.from(Instant.now().plusSeconds(A_DAY)))
                        .build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
