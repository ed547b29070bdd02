package org.gridauthz.gums.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a link in a gridmapdir, as Globus, LCMAPS and CREAM write it: letters in lower case and digits stand for themselves, every other
 * byte of the certificate name is {@code %xx}; LCMAPS adds the groups of a VOMS mapping after a colon. Case is lost, so names are encoded to
 * be compared, never decoded.
 *
 * @param text the whole link name, as it was found
 */
public record GridmapdirName(String text) {
    /** Longest name, in characters: a DN of the longest kind. */
    public static final int MAX_LENGTH = 6200;

    private static final Pattern FORM = Pattern.compile("%2[fF](?:[A-Za-z0-9._-]|%[0-9a-fA-F]{2})+(?::[ -~&&[^/]]*)?");
    private static final HexFormat HEX = HexFormat.of();

    /** @throws IllegalArgumentException if it cannot be the name of such a link */
    public GridmapdirName {
        if (text.length() > MAX_LENGTH || !looksLike(text)) {
            throw new IllegalArgumentException("not the name of a link in a gridmapdir");
        }
    }

    /** Whether this is a link's name, not an account's. */
    public static boolean looksLike(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** The name that such a link has for this certificate name in slash form. */
    public static GridmapdirName of(String dn) {
        StringBuilder name = new StringBuilder(dn.length() * 2);
        for (byte b : dn.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                name.append(c);
            } else if (c >= 'A' && c <= 'Z') {
                name.append(Character.toLowerCase(c));
            } else {
                name.append('%').append(HEX.toHexDigits(b));
            }
        }
        return new GridmapdirName(name.toString());
    }

    /** What is compared: without groups, in lower case. */
    public String folded() {
        int groups = text.indexOf(':');
        return (groups < 0 ? text : text.substring(0, groups)).toLowerCase(Locale.ROOT);
    }

    /** SHA-256 of what is compared. */
    public byte[] key() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(folded().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
