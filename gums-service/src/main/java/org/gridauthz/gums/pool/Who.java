package org.gridauthz.gums.pool;

import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;

/**
 * What a known lease is found by in memory: the name itself, so that a known subject costs one hash of its text and no
 * SHA-256 and a person no allocation.
 */
final class Who {
    private Who() {}

    /** A token's subject; texts of different issuers never meet. */
    record TokenHolder(String issuer, String subject) {}

    /** Equal for equal subject keys. */
    static Object of(Subject subject) {
        return switch (subject) {
            case Subject.Person person -> person.dn();
            case Subject.Bearer bearer -> new TokenHolder(bearer.issuer(), bearer.subject());
        };
    }

    /** The same of a lease that outlived its process. */
    static Object of(RememberedLease lease) {
        String issuer = lease.issuer();
        return issuer == null ? new SlashDn(lease.name()) : new TokenHolder(issuer, lease.name());
    }

    static RememberedLease remembered(Object who, Known lease) {
        return who instanceof TokenHolder holder
                ? new RememberedLease(holder.issuer(), holder.subject(), lease.pool, lease.account, lease.turn)
                : new RememberedLease(null, ((SlashDn) who).text(), lease.pool, lease.account, lease.turn);
    }

    /** The subject as people read it. */
    static String name(Subject subject) {
        return switch (subject) {
            case Subject.Person person -> person.dn().text();
            case Subject.Bearer bearer -> bearer.issuer() + " " + bearer.subject();
        };
    }
}
