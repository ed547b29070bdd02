package org.gridauthz.assembly;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridauthz.assembly.SiteSettings.Issuer;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.GridHttpClient;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TokenIssuer;
import org.gridauthz.trust.TokenTrust;
import org.gridauthz.trust.TrustSettings;
import org.gridauthz.trust.VomsTrust;
import org.gridauthz.trust.Vomsdir;
import org.gridauthz.web.Access;
import org.gridauthz.web.subjects.SubjectIntake;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom the service believes and who may ask it. */
@Configuration(proxyBeanMethods = false)
class TrustAssembly {
    @Bean
    DecisionClock clock() {
        return DecisionClock.system();
    }

    @Bean
    GridTrust gridTrust(SiteSettings settings, InstantSource clock) {
        TrustSettings rules = TrustSettings.defaults()
                .with(settings.trust().missingCrl())
                .with(settings.trust().signingPolicies());
        return GridTrust.ofDirectory(
                        settings.trust().anchors(),
                        rules,
                        new VomsTrust(
                                new Vomsdir(settings.trust().vomsdir(), clock.withZone(ZoneOffset.UTC)),
                                settings.trust().targetNames()),
                        clock)
                .follow();
    }

    @Bean
    TokenTrust tokenTrust(SiteSettings settings, GridTrust trust, InstantSource clock) {
        List<TokenIssuer> issuers =
                settings.tokenIssuers().stream().map(TrustAssembly::issuer).toList();
        return TokenTrust.start(issuers, GridHttpClient.context(trust), clock);
    }

    @Bean
    SubjectIntake subjectIntake(SiteSettings settings, GridTrust chains, TokenTrust tokens) {
        Map<String, String> voOfIssuer =
                settings.tokenIssuers().stream().collect(Collectors.toMap(Issuer::url, Issuer::vo));
        return new SubjectIntake(chains, tokens, voOfIssuer);
    }

    @Bean
    Access access(SiteSettings settings) {
        return Access.of(
                settings.access().callers().stream()
                        .map(grant -> new Access.CallerGrant(new SlashDn(grant.dn()), grant.askFor(), grant.vouch()))
                        .toList(),
                settings.access().admins().stream()
                        .map(grant -> new Access.AdminGrant(new SlashDn(grant.dn()), grant.vo(), grant.verbs()))
                        .toList());
    }

    private static TokenIssuer issuer(Issuer issuer) {
        TokenIssuer usual =
                TokenIssuer.of(issuer.url(), issuer.vo(), issuer.audiences().toArray(String[]::new));
        return new TokenIssuer(
                usual.url(),
                usual.vo(),
                usual.audiences(),
                issuer.anyAudience(),
                usual.algorithms(),
                issuer.keySet(),
                usual.groupClaim(),
                Set.copyOf(issuer.requiredScopes()),
                usual.profiles(),
                usual.skew(),
                issuer.refreshEvery(),
                issuer.keysUsableFor());
    }
}
