package org.gridauthz.assembly;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.trust.TrustSettings.MissingCrl;
import org.gridauthz.trust.TrustSettings.SigningPolicies;
import org.gridauthz.web.Access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a site sets alike for each service, besides the listeners ({@code gridauthz.tls}) and Boot's own.
 *
 * @param synchronousRead what the database is: a single server, Group Replication or Galera
 */
@ConfigurationProperties("gridauthz")
public record SiteSettings(
        @DefaultValue Trust trust,
        @DefaultValue List<Issuer> tokenIssuers,
        @DefaultValue Grants access,
        @DefaultValue Decisions decisions,
        @DefaultValue("SINGLE_SERVER") SynchronousRead synchronousRead) {

    /** The token issuers of each VO. */
    public Map<String, Set<String>> issuersOfVo() {
        return tokenIssuers.stream()
                .collect(Collectors.groupingBy(Issuer::vo, Collectors.mapping(Issuer::url, Collectors.toSet())));
    }

    /**
     * Whom to believe.
     *
     * @param anchors in the layout of {@code /etc/grid-security/certificates}
     * @param vomsdir LSC files, one folder a VO
     * @param targetNames host names by which attribute certificates with targets may mean this service
     */
    public record Trust(
            @DefaultValue("/etc/grid-security/certificates") Path anchors,
            @DefaultValue("/etc/grid-security/vomsdir") Path vomsdir,
            @DefaultValue Set<String> targetNames,
            @DefaultValue("ACCEPTED") MissingCrl missingCrl,
            @DefaultValue("IF_PRESENT") SigningPolicies signingPolicies) {}

    /** A token issuer; see {@link org.gridauthz.trust.TokenIssuer}. */
    public record Issuer(
            String url,
            String vo,
            @DefaultValue Set<String> audiences,
            @DefaultValue("false") boolean anyAudience,
            @Nullable URI keySet,
            @DefaultValue Set<String> requiredScopes,
            @DefaultValue("15m") Duration refreshEvery,
            @DefaultValue("24h") Duration keysUsableFor) {}

    /** Who may ask for what; DNs exactly as credentials render them. */
    public record Grants(
            @DefaultValue List<CallerGrant> callers,
            @DefaultValue List<AdminGrant> admins) {}

    /** See {@link org.gridauthz.web.Access.CallerGrant}. */
    public record CallerGrant(
            String dn,
            @DefaultValue("false") boolean askFor,
            @DefaultValue Set<String> vouch) {}

    /** See {@link org.gridauthz.web.Access.AdminGrant}. */
    public record AdminGrant(String dn, @DefaultValue("all") String vo, Set<Verb> verbs) {}

    /**
     * The file of decisions.
     *
     * @param directory where it is rotated
     */
    public record Decisions(
            @DefaultValue("/var/log/gridauthz") Path directory) {}
}
