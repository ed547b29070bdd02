package org.gridauthz.voms.vo;

import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a person is known from outside. Certificates compare with attribute spellings folded (voms.md §2); a name
 * is never taken apart.
 *
 * @param issuer null: of any issuer; a token's is never null
 */
public record IdentityName(
        IdentityKind kind, String name, @Nullable String issuer) {
    private static final int MAX = 2048;

    /** Checks the form. */
    public IdentityName {
        if (kind == IdentityKind.X509) {
            name = new SlashDn(name).text();
            issuer = issuer == null ? null : new SlashDn(issuer).text();
        } else if (issuer == null || name.isEmpty() || name.length() > MAX || issuer.length() > MAX) {
            throw new IllegalArgumentException("a token identity has a subject and an issuer");
        }
    }

    /** A certificate's. */
    public static IdentityName certificate(SlashDn subject, @Nullable SlashDn issuer) {
        return new IdentityName(IdentityKind.X509, subject.text(), issuer == null ? null : issuer.text());
    }

    /** To be found by whoever comes with this name; for certificates without the issuer. */
    public byte[] key() {
        return kind == IdentityKind.X509
                ? Keys.of("X509", new SlashDn(name).folded())
                : Keys.of("TOKEN", String.valueOf(issuer), name);
    }

    /** Tells names of different issuers apart. */
    public byte[] issuerKey() {
        return kind == IdentityKind.TOKEN || issuer == null ? Keys.of() : Keys.of("X509", new SlashDn(issuer).folded());
    }

    /** Whether somebody of this issuer is meant. */
    public boolean takesIssuer(@Nullable SlashDn other) {
        return issuer == null || (other != null && new SlashDn(issuer).folded().equals(other.folded()));
    }
}
