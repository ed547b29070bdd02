package org.gridauthz.trust;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token taken apart, nothing believed yet.
 *
 * @param signed header and claims as they were signed
 */
record SignedToken(JWSHeader header, Map<String, Object> claims, byte[] signed, Base64URL signature) {
    /** Longest token looked at, in characters; WLCG asks for 4 KiB, group-heavy ones reach 8. */
    static final int MAX_LENGTH = 16 * 1024;

    /** Three parts of the base64url alphabet, no padding, no blanks; the last may be empty, as in unsigned tokens. */
    private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt", "application/jwt");

    static SignedToken parse(String text) throws TokenRefusal {
        TokenRefusal.unless(
                text.length() <= MAX_LENGTH, TrustReason.TOKEN_TOO_LONG, "longer than " + MAX_LENGTH + " characters");
        var parts = COMPACT.matcher(text);
        TokenRefusal.unless(parts.matches(), TrustReason.TOKEN_MALFORMED, "not a compact signed token");
        Map<String, Object> header = object(parts.group(1), "header");
        checkHeader(header);
        Map<String, Object> claims = object(parts.group(2), "claims");
        TokenRefusal.unless(!parts.group(3).isEmpty(), TrustReason.TOKEN_SIGNATURE, "there is no signature");
        try {
            return new SignedToken(
                    JWSHeader.parse(header, new Base64URL(parts.group(1))),
                    claims,
                    text.substring(0, parts.end(2)).getBytes(StandardCharsets.US_ASCII),
                    new Base64URL(parts.group(3)));
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefusal(TrustReason.TOKEN_MALFORMED, "the header does not parse");
        }
    }

    /**
     * RFC 8725: no {@code none}, no HMAC (a published key would be the secret), no extension we do not know, and no key
     * that the token brings itself. {@code x5c} and {@code x5t} are left unread, since some issuers send them by habit; a
     * pointer to a key has no honest use here.
     */
    private static void checkHeader(Map<String, Object> header) throws TokenRefusal {
        TokenRefusal.unless(
                header.get("alg") instanceof String algorithm && TokenIssuer.KNOWN_ALGORITHMS.contains(algorithm),
                TrustReason.TOKEN_ALGORITHM,
                "the signature algorithm is never accepted");
        TokenRefusal.unless(
                !header.containsKey("crit") && !header.containsKey("b64") && !header.containsKey("enc"),
                TrustReason.TOKEN_HEADER,
                "header extensions (crit, b64, enc) are not understood");
        TokenRefusal.unless(
                !header.containsKey("jwk") && !header.containsKey("jku") && !header.containsKey("x5u"),
                TrustReason.TOKEN_HEADER,
                "the header names a key of its own (jwk, jku, x5u)");
        TokenRefusal.unless(
                !header.containsKey("typ")
                        || (header.get("typ") instanceof String type && TYPES.contains(type.toLowerCase(Locale.ROOT))),
                TrustReason.TOKEN_TYPE,
                "not an access token (typ)");
    }

    /** Strict JSON in strict UTF-8; a name that stands twice is refused, or two readers could see two subjects. */
    private static Map<String, Object> object(String part, String what) throws TokenRefusal {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(part)))
                    .toString();
            return JSONObjectUtils.parse(json, MAX_LENGTH);
        } catch (ParseException | CharacterCodingException | IllegalArgumentException e) {
            throw new TokenRefusal(TrustReason.TOKEN_MALFORMED, what + " is not a strict JSON object");
        }
    }
}
