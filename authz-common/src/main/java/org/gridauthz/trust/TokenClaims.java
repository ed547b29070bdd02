package org.gridauthz.trust;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature is good, held against the settings of its issuer. */
record TokenClaims(Map<String, Object> claims, TokenIssuer issuer) {
    /** Most groups, scopes or audiences of one token. */
    static final int MAX_ENTRIES = 200;
    /** Longest subject or token id, in characters (OpenID Connect Core 2 gives {@code sub} 255). */
    static final int MAX_NAME = 255;

    /** Year 1 to 9999: what lies beyond is nobody's time and would overflow sums with a skew. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final List<String> ANYBODY = List.of("https://wlcg.cern.ch/jwt/v1/any", "ANY");

    VerifiedToken check(Instant now, String digest) throws TokenRefusal {
        TokenProfile profile = TokenProfile.of(claims);
        TokenRefusal.unless(
                profile != null && issuer.profiles().contains(profile),
                TrustReason.TOKEN_VERSION,
                "the token follows none of the accepted profiles " + issuer.profiles());
        Instant notAfter = checkTimes(now);
        checkAudience();
        List<String> scopes = scopes();
        checkScopes(scopes);
        List<Fqan> groups = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (String group : strings(issuer.groupClaim())) {
            Fqan fqan = fqan(group);
            if (fqan.vo().equals(issuer.vo())) {
                groups.add(fqan);
            } else {
                foreign.add(group);
            }
        }
        String id = name("jti");
        String subject = TokenRefusal.present(name("sub"), TrustReason.TOKEN_CLAIMS, "there is no sub");
        return new VerifiedToken(
                issuer.url(), subject, issuer.vo(), groups, foreign, scopes, notAfter, id == null ? digest : id);
    }

    /**
     * Whom an ID token names (OpenID Connect Core 3.1.3.7).
     *
     * @param client who asked for it: the one it is for, or of several the one it was given to
     * @param nonce what was sent along when it was asked for
     */
    String identified(String client, String nonce, Instant now) throws TokenRefusal {
        checkTimes(now);
        checkAudience();
        Object party = claims.get("azp");
        TokenRefusal.unless(
                party == null ? strings("aud").size() == 1 : client.equals(party),
                TrustReason.TOKEN_AUDIENCE,
                "given to somebody else");
        TokenRefusal.unless(
                issued() != null && nonce.equals(claims.get("nonce")),
                TrustReason.TOKEN_CLAIMS,
                "it does not answer this login");
        return TokenRefusal.present(name("sub"), TrustReason.TOKEN_CLAIMS, "there is no sub");
    }

    /** When the token says it was issued, before its signature is checked. */
    @Nullable
    Instant issued() throws TokenRefusal {
        return time("iat");
    }

    private Instant checkTimes(Instant now) throws TokenRefusal {
        Duration skew = issuer.skew();
        Instant expires = TokenRefusal.present(time("exp"), TrustReason.TOKEN_CLAIMS, "there is no exp");
        Instant notBefore = time("nbf");
        Instant issued = issued();
        TokenRefusal.unless(now.minus(skew).isBefore(expires), TrustReason.TOKEN_EXPIRED, "expired at " + expires);
        TokenRefusal.unless(
                notBefore == null || !now.plus(skew).isBefore(notBefore),
                TrustReason.TOKEN_NOT_YET_VALID,
                "not valid before " + notBefore);
        TokenRefusal.unless(
                issued == null || !now.plus(skew).isBefore(issued),
                TrustReason.TOKEN_NOT_YET_VALID,
                "issued in the future, at " + issued);
        return expires;
    }

    private void checkAudience() throws TokenRefusal {
        List<String> meant = strings("aud");
        TokenRefusal.unless(!meant.isEmpty(), TrustReason.TOKEN_AUDIENCE, "there is no aud");
        TokenRefusal.unless(
                meant.stream()
                        .anyMatch(audience -> issuer.audiences().contains(audience)
                                || (issuer.anyAudience() && ANYBODY.contains(audience))),
                TrustReason.TOKEN_AUDIENCE,
                "meant for somebody else");
    }

    private List<String> scopes() throws TokenRefusal {
        Object scope = claims.get("scope");
        if (scope == null) {
            return List.of();
        }
        TokenRefusal.unless(
                scope instanceof String line && line.codePoints().noneMatch(Character::isISOControl),
                TrustReason.TOKEN_CLAIMS,
                "scope is not a line of text");
        String text = ((String) scope).strip();
        List<String> scopes = text.isEmpty() ? List.of() : List.of(text.split(" +"));
        TokenRefusal.unless(scopes.size() <= MAX_ENTRIES, TrustReason.TOKEN_CLAIMS, "too many scopes");
        return scopes;
    }

    private void checkScopes(List<String> scopes) throws TokenRefusal {
        TokenRefusal.unless(
                issuer.requiredScopes().isEmpty()
                        || scopes.stream()
                                .map(scope -> scope.replaceFirst(":/.*", ""))
                                .anyMatch(issuer.requiredScopes()::contains),
                TrustReason.TOKEN_SCOPE,
                "holds none of the scopes " + issuer.requiredScopes());
    }

    /** A claim that is a text or a list of texts; nothing where it is absent. */
    private List<String> strings(String claim) throws TokenRefusal {
        Object value = claims.get(claim);
        if (value == null) {
            return List.of();
        }
        List<?> entries = value instanceof List<?> list ? list : List.of(value);
        TokenRefusal.unless(entries.size() <= MAX_ENTRIES, TrustReason.TOKEN_CLAIMS, "too many entries in " + claim);
        List<String> texts = new ArrayList<>(entries.size());
        for (Object entry : entries) {
            TokenRefusal.unless(entry instanceof String, TrustReason.TOKEN_CLAIMS, claim + " is not a list of texts");
            texts.add((String) entry);
        }
        return texts;
    }

    private @Nullable String name(String claim) throws TokenRefusal {
        Object value = claims.get(claim);
        if (value == null) {
            return null;
        }
        TokenRefusal.unless(
                value instanceof String text
                        && !text.isBlank()
                        && text.length() <= MAX_NAME
                        && text.codePoints().noneMatch(Character::isISOControl),
                TrustReason.TOKEN_CLAIMS,
                claim + " is not a text of 1 to " + MAX_NAME + " printable characters");
        return (String) value;
    }

    /** Seconds since 1970, perhaps with a fraction (RFC 7519, NumericDate). */
    private @Nullable Instant time(String claim) throws TokenRefusal {
        Object value = claims.get(claim);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                Instant time = Instant.ofEpochSecond(number.longValue());
                if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // falls to the refusal below
        }
        throw new TokenRefusal(TrustReason.TOKEN_CLAIMS, claim + " is not a time");
    }

    private static Fqan fqan(String group) throws TokenRefusal {
        try {
            return Fqan.parse(group);
        } catch (MalformedIdentityException e) {
            throw new TokenRefusal(TrustReason.TOKEN_CLAIMS, "a group is not of the form /vo/group");
        }
    }
}
