package org.gridauthz.web.login;

import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a token identity has rights: {@code /iss=ISSUER/sub=SUBJECT}. No certificate has it, since no attribute of a certificate's name
 * is written {@code iss}; and it reads in one way only, since no issuer that holds {@code /sub=} is taken.
 *
 * @param subject as the issuer gave it
 */
public record TokenName(String issuer, String subject) {
    private static final String ISSUER = "/iss=";
    private static final String SUBJECT = "/sub=";

    /** Checks that it reads in one way. */
    public TokenName {
        if (issuer.contains(SUBJECT) || issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("an issuer, and a subject of it");
        }
    }

    /**
     * As rights and audit rows have it.
     *
     * @throws MalformedIdentityException if it is too long, or holds control characters
     */
    public SlashDn dn() {
        return new SlashDn(ISSUER + issuer + SUBJECT + subject);
    }

    /** What such a name says; null for that of a certificate. */
    public static @Nullable TokenName of(SlashDn name) {
        int sub = name.text().indexOf(SUBJECT);
        return name.text().startsWith(ISSUER)
                        && sub > ISSUER.length()
                        && sub + SUBJECT.length() < name.text().length()
                ? new TokenName(
                        name.text().substring(ISSUER.length(), sub), name.text().substring(sub + SUBJECT.length()))
                : null;
    }
}
