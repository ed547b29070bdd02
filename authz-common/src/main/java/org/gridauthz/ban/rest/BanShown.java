package org.gridauthz.ban.rest;

import java.time.Instant;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.store.BanTurn;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a ban as officers see it.
 *
 * @param id names the ban through all its turns
 * @param turn what a lift names
 * @param state {@code BANNED} or {@code LIFTED}
 * @param seq its place in the order of all changes
 */
public record BanShown(
        String id,
        String kind,
        String value,
        @Nullable String qualifier,
        String origin,
        int turn,
        String state,
        String reason,
        String ticket,
        @Nullable Instant until,
        String byWhom,
        Instant at,
        long seq) {
    /** As shown. */
    public static BanShown of(BanTurn turn) {
        Ban ban = turn.ban();
        return new BanShown(
                ban.id(),
                ban.target().kind().text(),
                ban.target().value(),
                ban.target().qualifier(),
                ban.origin(),
                ban.turn(),
                turn.banned() ? "BANNED" : "LIFTED",
                ban.reason(),
                ban.ticket(),
                ban.until(),
                turn.byWhom(),
                turn.at(),
                turn.seq());
    }
}
