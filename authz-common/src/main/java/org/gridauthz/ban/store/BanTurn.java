package org.gridauthz.ban.store;

import java.time.Instant;
import org.gridauthz.ban.Ban;

/**
 * One row of a ban's history.
 *
 * @param ban with the turn, reason and ticket of this transition
 * @param banned whether this turn bans or lifts
 * @param byWhom who did it
 * @param at when, by the clock of the instance that wrote it
 * @param seq its place in the change log
 */
public record BanTurn(Ban ban, boolean banned, String byWhom, Instant at, long seq) {
    /** Whether this turn, being the newest, bans at this moment. */
    public boolean inForce(Instant now) {
        return banned && !ban.expired(now);
    }
}
