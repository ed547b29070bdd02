package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.TokenMaker.EC;
import static org.gridauthz.trust.TokenMaker.ISSUER;
import static org.gridauthz.trust.TokenMaker.NOW;
import static org.gridauthz.trust.TokenMaker.OTHER_RSA;
import static org.gridauthz.trust.TokenMaker.RSA;
import static org.gridauthz.trust.TokenMaker.claims;
import static org.gridauthz.trust.TokenMaker.json;
import static org.gridauthz.trust.TokenMaker.signed;
import static org.gridauthz.trust.TokenMaker.token;
import static org.gridauthz.trust.TokenMaker.trusting;
import static org.gridauthz.trust.TokenMaker.withHeader;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.TokenVerdict.Believed;
import org.gridauthz.trust.TokenVerdict.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenTrustTest {
    private static final TokenIssuer CMS = TokenIssuer.of(ISSUER, "cms", "https://gums.example.org");

    private final TokenTrust trust = trusting(CMS);

    @Test
    void aGoodTokenIsReadWhole() {
        assertThat(trust.verify(token(claims("wlcg.groups", List.of("/cms/production", "/cms", "/atlas/admin")))))
                .isEqualTo(new Believed(new VerifiedToken(
                        ISSUER,
                        "a-user",
                        "cms",
                        List.of(Fqan.parse("/cms/production"), Fqan.parse("/cms")),
                        List.of("/atlas/admin"),
                        List.of("compute.create", "storage.read:/"),
                        NOW.plusSeconds(3600),
                        "id-1")));
    }

    @Test
    void aTokenWithoutIdIsNamedByItsDigest() {
        assertThat(trust.verify(token(claims("jti", null))))
                .isInstanceOfSatisfying(
                        Believed.class,
                        believed -> assertThat(believed.token().id()).matches("[0-9a-f]{64}"));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("EC key", signed("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", json(claims()), EC)),
                arguments("no kid", withHeader("{\"alg\":\"RS256\"}")),
                arguments("typ JWT", withHeader("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")),
                arguments("typ in full", withHeader("{\"alg\":\"RS256\",\"typ\":\"application/at+JWT\"}")),
                arguments("x5t of habit", withHeader("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"x5t\":\"AAAA\"}")),
                arguments("aud among several", token(claims("aud", List.of("x", "https://gums.example.org")))),
                arguments("SciToken", token(claims("wlcg.ver", null, "ver", "scitoken:2.0", "wlcg.groups", null))),
                arguments("SciToken, old spelling", token(claims("wlcg.ver", null, "ver", "scitokens:2.0"))),
                arguments(
                        "within skew, late",
                        token(claims("exp", NOW.minusSeconds(59).getEpochSecond()))),
                arguments(
                        "within skew, early",
                        token(claims("nbf", NOW.plusSeconds(60).getEpochSecond()))),
                arguments("fraction of a second", token(claims("exp", NOW.getEpochSecond() + 3600.5))),
                arguments("no groups, no scope", token(claims("wlcg.groups", null, "scope", null))),
                arguments("no nbf, no iat", token(claims("nbf", null, "iat", null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void good(String name, String token) {
        assertThat(trust.verify(token)).isInstanceOf(Believed.class);
    }

    static Stream<Arguments> bad() throws JOSEException {
        String good = token(claims());
        String[] parts = good.split("\\.");
        String unsigned = Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".";
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\"";
        return Stream.of(
                arguments("empty", "", TrustReason.TOKEN_MALFORMED),
                arguments("no token", "not a token", TrustReason.TOKEN_MALFORMED),
                arguments("blank at the end", good + " ", TrustReason.TOKEN_MALFORMED),
                arguments("padding", parts[0] + "=." + parts[1] + "." + parts[2], TrustReason.TOKEN_MALFORMED),
                arguments("five parts (encrypted)", good + ".AAAA.AAAA", TrustReason.TOKEN_MALFORMED),
                arguments("huge", "A".repeat(17_000), TrustReason.TOKEN_TOO_LONG),
                arguments("claims no object", signed(header + "}", "[1]", RSA), TrustReason.TOKEN_MALFORMED),
                arguments("lenient JSON", signed(header + "}", "{iss:'x'}", RSA), TrustReason.TOKEN_MALFORMED),
                arguments(
                        "very deep JSON",
                        signed(header + "}", "{\"a\":" + "[".repeat(9_000) + "]".repeat(9_000) + "}", RSA)
                                .substring(0, 16_000),
                        TrustReason.TOKEN_MALFORMED),
                arguments("sub twice", signed(header + "}", twice("sub"), RSA), TrustReason.TOKEN_MALFORMED),
                arguments("kid twice", withHeader(header + ",\"kid\":\"x\"}"), TrustReason.TOKEN_MALFORMED),
                arguments("alg twice", withHeader(header + ",\"alg\":\"none\"}"), TrustReason.TOKEN_MALFORMED),
                arguments("no UTF-8", notUtf8(), TrustReason.TOKEN_MALFORMED),
                arguments("alg none", unsigned, TrustReason.TOKEN_ALGORITHM),
                arguments(
                        "alg NONE",
                        Base64URL.encode("{\"alg\":\"NONE\"}") + "." + parts[1] + ".",
                        TrustReason.TOKEN_ALGORITHM),
                arguments("alg missing", withHeader("{\"kid\":\"rsa-1\"}"), TrustReason.TOKEN_ALGORITHM),
                arguments("alg a number", withHeader("{\"alg\":256}"), TrustReason.TOKEN_ALGORITHM),
                arguments("HMAC by public key", hmac(), TrustReason.TOKEN_ALGORITHM),
                arguments("alg not of this issuer", withHeader("{\"alg\":\"RS512\"}"), TrustReason.TOKEN_ALGORITHM),
                arguments("crit", withHeader(header + ",\"crit\":[\"x\"],\"x\":1}"), TrustReason.TOKEN_HEADER),
                arguments("crit empty", withHeader(header + ",\"crit\":[]}"), TrustReason.TOKEN_HEADER),
                arguments("b64", withHeader(header + ",\"b64\":false}"), TrustReason.TOKEN_HEADER),
                arguments("own jwk", ownKey(), TrustReason.TOKEN_HEADER),
                arguments("jku", withHeader(header + ",\"jku\":\"https://evil.example/\"}"), TrustReason.TOKEN_HEADER),
                arguments("x5u", withHeader(header + ",\"x5u\":\"https://evil.example/\"}"), TrustReason.TOKEN_HEADER),
                arguments("typ logout", withHeader(header + ",\"typ\":\"logout+jwt\"}"), TrustReason.TOKEN_TYPE),
                arguments("typ a number", withHeader(header + ",\"typ\":1}"), TrustReason.TOKEN_TYPE),
                arguments("iss missing", token(claims("iss", null)), TrustReason.TOKEN_ISSUER_UNKNOWN),
                arguments("iss with slash", token(claims("iss", ISSUER + "/")), TrustReason.TOKEN_ISSUER_UNKNOWN),
                arguments("iss a list", token(claims("iss", List.of(ISSUER))), TrustReason.TOKEN_ISSUER_UNKNOWN),
                arguments(
                        "kid of an EC key",
                        withHeader("{\"alg\":\"RS256\",\"kid\":\"ec-1\"}"),
                        TrustReason.TOKEN_KEY_UNKNOWN),
                arguments(
                        "kid unknown", withHeader("{\"alg\":\"RS256\",\"kid\":\"?\"}"), TrustReason.TOKEN_KEY_UNKNOWN),
                arguments("other key", signed(header + "}", json(claims()), OTHER_RSA), TrustReason.TOKEN_SIGNATURE),
                arguments("EC signature as RSA", signed(header + "}", json(claims()), EC), TrustReason.TOKEN_SIGNATURE),
                arguments("zero EC signature", zeroEc(), TrustReason.TOKEN_SIGNATURE),
                arguments("no signature", parts[0] + "." + parts[1] + ".", TrustReason.TOKEN_SIGNATURE),
                arguments(
                        "claims exchanged",
                        parts[0] + "." + Base64URL.encode(json(claims("sub", "root"))) + "." + parts[2],
                        TrustReason.TOKEN_SIGNATURE),
                arguments("exp missing", token(claims("exp", null)), TrustReason.TOKEN_CLAIMS),
                arguments("exp a text", token(claims("exp", "4102444800")), TrustReason.TOKEN_CLAIMS),
                arguments("exp beyond all years", token(claims("exp", Long.MAX_VALUE)), TrustReason.TOKEN_CLAIMS),
                arguments(
                        "exp passed",
                        token(claims("exp", NOW.minusSeconds(60).getEpochSecond())),
                        TrustReason.TOKEN_EXPIRED),
                arguments(
                        "nbf ahead",
                        token(claims("nbf", NOW.plusSeconds(61).getEpochSecond())),
                        TrustReason.TOKEN_NOT_YET_VALID),
                arguments(
                        "iat ahead",
                        token(claims("iat", NOW.plusSeconds(61).getEpochSecond())),
                        TrustReason.TOKEN_NOT_YET_VALID),
                arguments("aud missing", token(claims("aud", null)), TrustReason.TOKEN_AUDIENCE),
                arguments("aud empty", token(claims("aud", List.of())), TrustReason.TOKEN_AUDIENCE),
                arguments("aud another", token(claims("aud", "https://gums.example.org/")), TrustReason.TOKEN_AUDIENCE),
                arguments(
                        "aud any", token(claims("aud", "https://wlcg.cern.ch/jwt/v1/any")), TrustReason.TOKEN_AUDIENCE),
                arguments("aud an object", token(claims("aud", Map.of("a", "b"))), TrustReason.TOKEN_CLAIMS),
                arguments("no version", token(claims("wlcg.ver", null)), TrustReason.TOKEN_VERSION),
                arguments("version 2", token(claims("wlcg.ver", "2.0")), TrustReason.TOKEN_VERSION),
                arguments("version a number", token(claims("wlcg.ver", 1.0)), TrustReason.TOKEN_VERSION),
                arguments(
                        "SciToken 1",
                        token(claims("wlcg.ver", null, "ver", "scitoken:1.0")),
                        TrustReason.TOKEN_VERSION),
                arguments("two versions, one bad", token(claims("ver", "x")), TrustReason.TOKEN_VERSION),
                arguments("sub missing", token(claims("sub", null)), TrustReason.TOKEN_CLAIMS),
                arguments("sub blank", token(claims("sub", " ")), TrustReason.TOKEN_CLAIMS),
                arguments("sub a number", token(claims("sub", 7)), TrustReason.TOKEN_CLAIMS),
                arguments("sub with a new line", token(claims("sub", "a\nb")), TrustReason.TOKEN_CLAIMS),
                arguments("sub too long", token(claims("sub", "a".repeat(256))), TrustReason.TOKEN_CLAIMS),
                arguments("group no path", token(claims("wlcg.groups", List.of("cms"))), TrustReason.TOKEN_CLAIMS),
                arguments(
                        "group with dots", token(claims("wlcg.groups", List.of("/cms/.."))), TrustReason.TOKEN_CLAIMS),
                arguments("groups no texts", token(claims("wlcg.groups", List.of(1))), TrustReason.TOKEN_CLAIMS),
                arguments(
                        "too many groups",
                        token(claims("wlcg.groups", Collections.nCopies(201, "/cms"))),
                        TrustReason.TOKEN_CLAIMS),
                arguments("scope a list", token(claims("scope", List.of("a"))), TrustReason.TOKEN_CLAIMS),
                arguments("scope with control", token(claims("scope", "a\u0000b")), TrustReason.TOKEN_CLAIMS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bad(String name, String token, TrustReason reason) {
        assertThat(trust.verify(token))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static String twice(String claim) {
        String json = json(claims());
        return json.substring(0, json.length() - 1) + ",\"" + claim + "\":\"root\"}";
    }

    private static String notUtf8() {
        byte[] raw = json(claims("sub", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1);
        return Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}") + "." + Base64URL.encode(raw) + ".AAAA";
    }

    /** The classic: the public key's bytes as HMAC secret. */
    private static String hmac() throws JOSEException {
        String input =
                Base64URL.encode("{\"alg\":\"HS256\",\"kid\":\"rsa-1\"}") + "." + Base64URL.encode(json(claims()));
        return input
                + "."
                + new MACSigner(RSA.toPublicKey().getEncoded())
                        .sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(StandardCharsets.US_ASCII));
    }

    private static String ownKey() {
        String jwk = OTHER_RSA.toPublicJWK().toJSONString();
        return signed("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"jwk\":" + jwk + "}", json(claims()), OTHER_RSA);
    }

    /** CVE-2022-21449: r = s = 0. */
    private static String zeroEc() {
        return Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}")
                + "."
                + Base64URL.encode(json(claims()))
                + "."
                + Base64URL.encode(new byte[64]);
    }
}
