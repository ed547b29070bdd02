package org.gridauthz.ban.store;

import java.util.List;
import org.gridauthz.ban.Ban;

/**
 * Bans that this instance holds and its database does not, since it went back to an earlier state.
 *
 * @param generation of the database, begun when the loss was found
 */
public record LostBans(String generation, List<Ban> bans) {
    /** Nothing is lost. */
    public static final LostBans NONE = new LostBans("none", List.of());

    /** Keeps a copy of the list. */
    public LostBans {
        bans = List.copyOf(bans);
    }

    LostBans without(String id) {
        return new LostBans(
                generation, bans.stream().filter(ban -> !ban.id().equals(id)).toList());
    }
}
