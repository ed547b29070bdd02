package org.gridauthz.voms.vo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What rows are found by where a text is too long for an index, or must not be compared by a collation. */
public final class Keys {
    private Keys() {}

    /** SHA-256 over parts, each with its length before it: no two lists of parts meet. */
    public static byte[] of(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** A fresh id: 32 random hexadecimal digits. */
    public static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The id of what one promised write makes: the same however often it is asked for. */
    public static String id(String... parts) {
        return HexFormat.of().formatHex(of(parts), 0, 16);
    }
}
