package org.gridauthz.trust;

/**
 * A look at the outline of DER before a recursive parser sees it: every length definite and inside its parent, nesting and
 * number of elements bounded. Iterative, one pass, no allocation that grows with the input's depth.
 */
final class DerShape {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ELEMENTS = 50_000;
    private static final int CONSTRUCTED = 0x20;

    private DerShape() {}

    /** Whether the bytes are exactly one element of acceptable shape. */
    static boolean acceptable(byte[] der) {
        int[] ends = new int[MAX_DEPTH + 1];
        int depth = 0;
        ends[0] = der.length;
        int at = 0;
        for (int elements = 0; elements < MAX_ELEMENTS; elements++) {
            while (depth > 0 && at == ends[depth]) {
                depth--;
            }
            if (at == der.length) {
                return elements > 0;
            }
            if ((depth == 0 && elements > 0) || at + 2 > ends[depth] || (der[at] & 0x1f) == 0x1f) {
                return false;
            }
            boolean constructed = (der[at] & CONSTRUCTED) != 0;
            int length = der[at + 1] & 0xff;
            at += 2;
            if (length > 0x7f) {
                int octets = length & 0x7f;
                if (octets == 0 || octets > 3 || at + octets > ends[depth]) {
                    return false;
                }
                length = 0;
                for (int i = 0; i < octets; i++) {
                    length = (length << 8) | (der[at++] & 0xff);
                }
            }
            if (length > ends[depth] - at) {
                return false;
            }
            if (!constructed) {
                at += length;
            } else if (depth == MAX_DEPTH) {
                return false;
            } else {
                ends[++depth] = at + length;
            }
        }
        return false;
    }
}
