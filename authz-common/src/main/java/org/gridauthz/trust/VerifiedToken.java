package org.gridauthz.trust;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;

/**
 * A token after signature, time, audience and profile were checked.
 *
 * @param issuer the {@code iss} claim, one of the configured issuers
 * @param subject the {@code sub} claim
 * @param vo the VO this issuer speaks for
 * @param groups the group claim in the token's order, groups of that VO only
 * @param foreignGroups what else the group claim held, for explanations
 * @param scopes the {@code scope} claim, split at blanks
 * @param notAfter the {@code exp} claim
 * @param id the {@code jti} claim, or the SHA-256 of the token in hexadecimal where there is none
 */
public record VerifiedToken(
        String issuer,
        String subject,
        String vo,
        List<Fqan> groups,
        List<String> foreignGroups,
        List<String> scopes,
        Instant notAfter,
        String id) {
    public VerifiedToken {
        groups = List.copyOf(groups);
        foreignGroups = List.copyOf(foreignGroups);
        scopes = List.copyOf(scopes);
    }

    /** The holder as policies and bans see it. */
    public Subject.Bearer bearer() {
        return new Subject.Bearer(issuer, subject, vo, groups, scopes, true);
    }
}
