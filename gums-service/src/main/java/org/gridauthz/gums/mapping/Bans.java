package org.gridauthz.gums.mapping;

import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** Whom the site has banned, at one moment: what mapping needs of package {@code ban}. Keyed look-ups only. */
@FunctionalInterface
public interface Bans {
    /** What banned the subject, for the explanation; null if nothing did. */
    @Nullable
    String hit(Subject subject);

    /** Nobody. */
    Bans NONE = subject -> null;
}
