package org.gridauthz.ban;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A ban in force.
 *
 * @param origin who keeps it: {@link #OFFICER}, or a list it came from ({@code import:gums-banned}, {@code argus:…}). Bans of
 *     two origins on one target are two bans: a list that drops a name does not lift the officer's
 * @param turn number of this transition in the ban's history; a lift names it
 * @param reason for people, at most 2000 characters
 * @param ticket where it is discussed, at most 200 characters
 * @param until first moment it is no longer in force; null for no end
 */
public record Ban(
        BanTarget target,
        String origin,
        int turn,
        String reason,
        String ticket,
        @Nullable Instant until) {
    /** The origin of bans that a security officer entered. */
    public static final String OFFICER = "officer";

    /** Names this ban through all its turns: SHA-256 over target and origin, in hexadecimal. */
    public String id() {
        return id(target, origin);
    }

    /** The same for a ban that may not exist. Spellings that match alike have one id. */
    public static String id(BanTarget target, String origin) {
        MatchKey key = target.matchKey();
        String text = String.join("\n", target.kind().text(), key.slot().name(), key.first(), key.second(), origin);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Whether the ban is over at this moment. */
    public boolean expired(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
