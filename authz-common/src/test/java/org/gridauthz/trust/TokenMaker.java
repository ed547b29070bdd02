package org.gridauthz.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues tokens, good ones and, text by text, bad ones. */
final class TokenMaker {
    static final String ISSUER = "https://tokens.example.org/cms";
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final RSAKey RSA = rsa("rsa-1", 2048);
    static final RSAKey OTHER_RSA = rsa("rsa-1", 2048);
    static final ECKey EC = ec("ec-1", Curve.P_256);

    private TokenMaker() {}

    /** Claims of a good WLCG token; a null value takes one out. */
    static Map<String, Object> claims(@Nullable Object... changes) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                "a-user",
                "aud",
                "https://gums.example.org",
                "wlcg.ver",
                "1.0",
                "exp",
                NOW.plusSeconds(3600).getEpochSecond(),
                "nbf",
                NOW.minusSeconds(10).getEpochSecond(),
                "iat",
                NOW.minusSeconds(10).getEpochSecond(),
                "jti",
                "id-1",
                "scope",
                "compute.create storage.read:/",
                "wlcg.groups",
                List.of("/cms/production", "/cms")));
        for (int i = 0; i < changes.length; i += 2) {
            String name = String.valueOf(changes[i]);
            if (changes[i + 1] == null) {
                claims.remove(name);
            } else {
                claims.put(name, changes[i + 1]);
            }
        }
        return claims;
    }

    static String token(Map<String, Object> claims) {
        return signed("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"rsa-1\"}", json(claims), RSA);
    }

    static String withHeader(String header) {
        return signed(header, json(claims()), RSA);
    }

    /** Signs the very texts given, however wrong they are. */
    static String signed(String header, String payload, JWK key) {
        try {
            String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
            JWSHeader real = new JWSHeader(key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256);
            return input + "." + signer.sign(real, input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Map<String, Object> claims) {
        return JSONObjectUtils.toJSONString(claims);
    }

    static RSAKey rsa(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey ec(String id, Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys are at hand, fetched well after the tokens were issued. */
    static TokenTrust trusting(TokenIssuer... issuers) {
        List<JWK> published = List.of(RSA.toPublicJWK(), EC.toPublicJWK());
        InstantSource later = InstantSource.fixed(NOW.plusSeconds(600));
        List<IssuerKeys> keys = TokenTrust.keys(List.of(issuers), issuer -> published, Runnable::run, later, () -> 0);
        keys.forEach(IssuerKeys::refreshIfDue);
        return new TokenTrust(keys, InstantSource.fixed(NOW), () -> {});
    }
}
