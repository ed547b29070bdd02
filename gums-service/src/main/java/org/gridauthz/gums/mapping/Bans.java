package org.gridauthz.gums.mapping;

import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Whom the site has banned, at one moment: what mapping needs of package {@code ban}. Keyed look-ups only, and immutable:
 * an answer is remembered for as long as the index that holds this.
 */
@FunctionalInterface
public interface Bans {
    /** What banned the subject, for the explanation; null if nothing did. */
    @Nullable
    String hit(Subject subject);

    /** What an index says. */
    static Bans of(BanIndex index) {
        return subject -> {
            Ban ban = index.hit(subject);
            return ban == null
                    ? null
                    : ban.target().kind().text() + " " + ban.target().value() + " (origin " + ban.origin() + ", turn "
                            + ban.turn() + ")";
        };
    }

    /** Nobody. */
    Bans NONE = subject -> null;
}
