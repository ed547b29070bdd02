package org.gridauthz.voms.registration;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.gridauthz.voms.vo.Keys;

/** Codes mailed to confirm an address: 128 random bits; only their hash is stored. */
public final class Codes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** A fresh one. */
    public static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** SHA-256 of one, hexadecimal. */
    public static String hash(String code) {
        return HexFormat.of().formatHex(Keys.of(code));
    }
}
