package org.gridauthz.ban;

import java.util.Locale;
import java.util.Optional;

/** What a ban names. The texts stand in the database and in the REST interface. */
public enum BanKind {
    /** A person by name; with an issuer as qualifier, only as certified by that one. */
    DN,
    /** One certificate and every proxy of it: issuer, and serial number in decimal as qualifier. */
    CERTIFICATE,
    /** A whole community: everybody with one of its FQANs, and every token of its issuers. */
    VO,
    /** A group, a role or a subtree of groups; see {@link BanTarget}. */
    FQAN,
    /** Everybody certified by this authority, by its name. */
    CA,
    /** Every token of an issuer. */
    ISSUER,
    /** One token subject: issuer, and the {@code sub} claim as qualifier. */
    ISSUER_SUBJECT;

    /** The lower-case text, {@code issuer+subject} for the last. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '+');
    }

    /** The kind of a text; empty for an unknown one. */
    public static Optional<BanKind> of(String text) {
        for (BanKind kind : values()) {
            if (kind.text().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
