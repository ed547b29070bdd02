package org.gridauthz.gums.policy;

/**
 * What lint says of a policy that can be read.
 *
 * @param code stable
 * @param where the thing it is about, {@code group dune-production}
 * @param message a sentence for the administrator
 */
public record Finding(Severity severity, String code, String where, String message) {
    /** How bad it is. */
    public enum Severity {
        /** It does not do what it says. */
        ERROR,
        /** It probably does not do what is meant. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(java.util.Locale.ROOT) + " " + code + ": " + where + ": " + message;
    }
}
