package org.gridauthz.gums.mapping;

import java.time.Duration;

/**
 * A directory that says which account somebody has, gums.md §1.6. Reading it is the work of package {@code members}.
 *
 * @param by what an entry is found by
 * @param url {@code ldap://…} or {@code ldaps://…}
 * @param people base of the people entries
 * @param keyField holds the certificate name, or the GECOS text
 * @param accountField holds the account
 * @param staleAfter how long the copy may be used after it was last read
 */
public record AccountSource(
        String name, By by, String url, String people, String keyField, String accountField, Duration staleAfter) {
    /** What an entry is found by. */
    public enum By {
        /** The certificate name. */
        DN,
        /** Name and surname, as {@link Gecos} takes them from the certificate name. */
        GECOS
    }
}
