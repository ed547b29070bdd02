package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gridauthz.trust.TokenMaker.ISSUER;
import static org.gridauthz.trust.TokenMaker.claims;
import static org.gridauthz.trust.TokenMaker.token;
import static org.gridauthz.trust.TokenMaker.trusting;

import java.time.Duration;
import java.util.Set;
import org.gridauthz.trust.TokenVerdict.Believed;
import org.gridauthz.trust.TokenVerdict.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings of an issuer change. */
class TokenSettingsTest {
    private static final TokenIssuer CMS = TokenIssuer.of(ISSUER, "cms", "https://gums.example.org");

    @Test
    void aTokenForAnybodyNeedsASetting() {
        String token = token(claims("aud", "https://wlcg.cern.ch/jwt/v1/any"));
        assertThat(trusting(with(CMS, true, Set.of(), Set.of(TokenProfile.WLCG)))
                        .verify(token))
                .isInstanceOf(Believed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compute.create", "compute.read compute.create:/batch"})
    void oneOfTheRequiredScopesIsEnough(String scope) {
        TokenTrust strict = trusting(with(CMS, false, Set.of("compute.create"), Set.of(TokenProfile.WLCG)));
        assertThat(strict.verify(token(claims("scope", scope)))).isInstanceOf(Believed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compute.read", "compute.createall", "compute.create.not", "Compute.Create"})
    void anotherScopeIsNot(String scope) {
        TokenTrust strict = trusting(with(CMS, false, Set.of("compute.create"), Set.of(TokenProfile.WLCG)));
        assertThat(strict.verify(token(claims("scope", scope))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(TrustReason.TOKEN_SCOPE));
    }

    @Test
    void aPlainTokenNeedsASetting() {
        assertThat(trusting(with(CMS, false, Set.of(), Set.of(TokenProfile.PLAIN)))
                        .verify(token(claims("wlcg.ver", null))))
                .isInstanceOf(Believed.class);
    }

    @Test
    void settingsThatCannotBeAreNamed() {
        assertThatThrownBy(() -> TokenIssuer.of(ISSUER, "cms")).hasMessageContaining("audiences");
        assertThatThrownBy(() -> TokenIssuer.of("http://tokens.example.org", "cms", "a"))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> trusting(CMS, CMS)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new TokenIssuer(
                        ISSUER,
                        "cms",
                        Set.of("a"),
                        false,
                        Set.of("HS256"),
                        null,
                        "wlcg.groups",
                        Set.of(),
                        Set.of(TokenProfile.WLCG),
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofHours(1)))
                .hasMessageContaining("algorithms");
    }

    private static TokenIssuer with(
            TokenIssuer issuer, boolean any, Set<String> requiredScopes, Set<TokenProfile> profiles) {
        return new TokenIssuer(
                issuer.url(),
                issuer.vo(),
                issuer.audiences(),
                any,
                issuer.algorithms(),
                null,
                issuer.groupClaim(),
                requiredScopes,
                profiles,
                issuer.skew(),
                issuer.refreshEvery(),
                issuer.keysUsableFor());
    }
}
