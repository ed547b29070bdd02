package org.gridauthz.gums.mapping;

import org.jspecify.annotations.Nullable;

/** A named set of subjects. */
public sealed interface UserGroup {
    /** What mappings call it. */
    String name();

    /** For people. */
    @Nullable
    String description();

    /** Members are entered by administrators and kept in the database, not in the policy. */
    record Manual(String name, @Nullable String description) implements UserGroup {}

    /**
     * Members by VOMS attributes.
     *
     * @param group {@code /vo} or {@code /vo/sub}
     * @param role null = no role
     * @param match how a subject's FQAN is compared
     * @param subgroups in mode {@link Match#VOGROUP}, whether members of groups below count too
     * @param list the member list that a DN must be on when its attributes are not verified, or null
     * @param acceptWithoutFqan whether somebody without any attribute is a member by being on the list
     */
    record Voms(
            String name,
            @Nullable String description,
            String group,
            @Nullable String role,
            Match match,
            boolean subgroups,
            @Nullable String list,
            boolean acceptWithoutFqan)
            implements UserGroup {}

    /** The documented meanings of {@code matchFQAN}, gums.md §1.5; those of the original's code differ. */
    enum Match {
        /** VO, group and role are equal. */
        EXACT,
        /** VO and role are equal. */
        VOROLE,
        /** The role is equal. */
        ROLE,
        /** VO and group are equal, path element by path element; any role. */
        VOGROUP,
        /** The VO is equal. */
        VO,
        /** The FQAN is not looked at, so the DN must be on the list, verified or not. */
        IGNORE
    }

    /** Members by being on a copied list, whatever their attributes. */
    record Listed(String name, @Nullable String description, String list) implements UserGroup {}

    /**
     * Members by a token; what is null is not asked for.
     *
     * @param issuer {@code iss}, compared as text
     * @param subject {@code sub}
     * @param group one of {@code wlcg.groups}, compared whole
     * @param scope one of the scopes, compared whole
     */
    record Token(
            String name,
            @Nullable String description,
            String issuer,
            @Nullable String subject,
            @Nullable String group,
            @Nullable String scope)
            implements UserGroup {}
}
