package org.gridauthz.voms.vo;

import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/**
 * Whom to list; what is null does not matter.
 *
 * @param text part of name or e-mail, in any case
 * @param email the whole address
 * @param dn a certificate's subject, any spelling of its attributes
 * @param holding a group, or a role in it
 * @param suspended true: only suspended people, false: only others
 * @param expired true: only those whose membership is over, false: only others
 * @param institution an id
 */
public record PeopleFilter(
        @Nullable String text,
        @Nullable String email,
        @Nullable IdentityName dn,
        @Nullable Fqan holding,
        @Nullable Boolean suspended,
        @Nullable Boolean expired,
        @Nullable String institution) {
    /** Everybody. */
    public static final PeopleFilter ALL = new PeopleFilter(null, null, null, null, null, null, null);
}
