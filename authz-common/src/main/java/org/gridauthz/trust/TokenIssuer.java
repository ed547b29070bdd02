package org.gridauthz.trust;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token issuer this site believes, and what it believes it about. An issuer speaks for one VO only.
 *
 * @param url the {@code iss} claim, compared character by character
 * @param vo the VO whose members it names; groups outside {@code /vo} are left out of the result
 * @param audiences the {@code aud} values that mean this site; never empty
 * @param anyAudience whether a token for everybody ({@code https://wlcg.cern.ch/jwt/v1/any}, SciTokens' {@code ANY}) is
 *     accepted; such a token can be replayed by any site that saw it
 * @param algorithms JOSE names; only RSA and EC signatures are possible
 * @param keySet where the keys are; null asks {@code url}/.well-known/openid-configuration
 * @param groupClaim the claim that lists groups, usually {@code wlcg.groups}
 * @param requiredScopes a token must hold one of these ({@code compute.create}, also as {@code compute.create:/path});
 *     empty asks for none
 * @param profiles the accepted token profiles
 * @param skew how far the issuer's clock may be off, at most {@link #MAX_SKEW}
 * @param refreshEvery how often keys are fetched while all is well
 * @param keysUsableFor how long keys are used that could not be fetched again; afterwards the answer is
 *     {@link TokenVerdict.Unknown}
 */
public record TokenIssuer(
        String url,
        String vo,
        Set<String> audiences,
        boolean anyAudience,
        Set<String> algorithms,
        @Nullable URI keySet,
        String groupClaim,
        Set<String> requiredScopes,
        Set<TokenProfile> profiles,
        Duration skew,
        Duration refreshEvery,
        Duration keysUsableFor) {
    /** Largest clock skew that may be set. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(5);

    static final Set<String> KNOWN_ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** @throws IllegalArgumentException naming the setting that cannot be */
    public TokenIssuer {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        requiredScopes = Set.copyOf(requiredScopes);
        profiles = Set.copyOf(profiles);
        require(fetchable(URI.create(url)), url, "issuer must be an https URL (http only on loopback)");
        require(keySet == null || fetchable(keySet), url, "key set must be an https URL (http only on loopback)");
        require(vo.matches("[A-Za-z0-9_.-]{1,64}"), url, "vo must be a VO name");
        require(!audiences.isEmpty(), url, "audiences must name at least one");
        require(
                !algorithms.isEmpty() && KNOWN_ALGORITHMS.containsAll(algorithms),
                url,
                "algorithms must be among " + KNOWN_ALGORITHMS.stream().sorted().toList());
        require(!profiles.isEmpty(), url, "profiles must name at least one");
        require(!groupClaim.isBlank(), url, "group claim must not be empty");
        require(!skew.isNegative() && skew.compareTo(MAX_SKEW) <= 0, url, "skew must be between 0 and " + MAX_SKEW);
        require(refreshEvery.compareTo(Duration.ofSeconds(1)) >= 0, url, "refresh-every must be at least a second");
        require(keysUsableFor.compareTo(refreshEvery) >= 0, url, "keys-usable-for must not be below refresh-every");
    }

    /** An issuer with the usual settings: WLCG or SciTokens, RS256 or ES256, keys found by discovery. */
    public static TokenIssuer of(String url, String vo, String... audiences) {
        return new TokenIssuer(
                url,
                vo,
                Set.of(audiences),
                false,
                Set.of("RS256", "ES256"),
                null,
                "wlcg.groups",
                Set.of(),
                Set.of(TokenProfile.WLCG, TokenProfile.SCITOKENS),
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                Duration.ofHours(24));
    }

    /** Keys fetched in clear text could be anybody's, except from this very machine (a proxy beside us, a test). */
    static boolean fetchable(URI uri) {
        String host = uri.getHost();
        return host != null
                && uri.getUserInfo() == null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme())
                                && Set.of("localhost", "127.0.0.1", "[::1]").contains(host)));
    }

    private static void require(boolean holds, String url, String what) {
        if (!holds) {
            throw new IllegalArgumentException("token issuer " + url + ": " + what);
        }
    }
}
