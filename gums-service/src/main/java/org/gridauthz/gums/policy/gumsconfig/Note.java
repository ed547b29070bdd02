package org.gridauthz.gums.policy.gumsconfig;

/**
 * What an import did that the administrator should know.
 *
 * @param line of the original; 0 where there is none
 * @param where the element and its name
 */
public record Note(Kind kind, int line, String where, String message) {
    /** What to do about it. */
    public enum Kind {
        /** Something is left that only a person can do. */
        ACTION,
        /** It is there, but means something else than the original's code did. */
        CHANGED,
        /** It is not there any more. */
        DROPPED
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + (line > 0 ? "line " + line + ": " : "") + where
                + ": " + message;
    }
}
