package org.gridauthz.voms.port;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Bytes as text, in the two ways clients take. They tell them apart by the line feed: base64 must have one at its end, and VOMS's
 * own alphabet none (voms.md §3.2, §4.2).
 */
final class Payload {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final char[] OWN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789[]".toCharArray();

    private Payload() {}

    /** Base64 in lines of 64, each with its line feed. */
    static String base64(byte[] bytes) {
        return new String(LINES.encode(bytes), StandardCharsets.US_ASCII) + "\n";
    }

    /** VOMS's own: 6 bits a letter, no padding, no lines. */
    static String own(byte[] bytes) {
        StringBuilder out = new StringBuilder((bytes.length * 4 + 2) / 3);
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            bits = bits << 8 | (each & 0xff);
            held += 8;
            while (held >= 6) {
                held -= 6;
                out.append(OWN[bits >> held & 0x3f]);
            }
            bits &= (1 << held) - 1;
        }
        if (held > 0) {
            out.append(OWN[bits << (6 - held) & 0x3f]);
        }
        return out.toString();
    }
}
