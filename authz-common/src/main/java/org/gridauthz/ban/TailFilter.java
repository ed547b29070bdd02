package org.gridauthz.ban;

/**
 * Says of almost every DN that is not banned that it is not, without folding its spelling. Folding changes attribute names, all of
 * which stand before an equals sign, and characters outside printable ASCII or written with a backslash; so the text after the
 * last equals sign is the same in every spelling, unless it, or anything before it, holds such a character. Those always
 * pass. A Bloom filter with two probes over that tail's hash.
 */
final class TailFilter {
    private final long[] bits;

    private TailFilter(long[] bits) {
        this.bits = bits;
    }

    /** @param expected number of names; more make it pass more */
    static TailFilter empty(int expected) {
        return new TailFilter(new long[Integer.highestOneBit(Math.max(64, expected)) / 2]);
    }

    TailFilter copy() {
        return new TailFilter(bits.clone());
    }

    /** Adds a name; only while nobody else has this filter. */
    void add(String dn) {
        long hash = hash(dn);
        bits[word(hash)] |= 1L << hash;
        hash = second(hash);
        bits[word(hash)] |= 1L << hash;
    }

    /** False: no spelling of this name was added. */
    boolean mayHold(String dn) {
        long hash = hash(dn);
        if (hash == UNCERTAIN) {
            return true;
        }
        if ((bits[word(hash)] & (1L << hash)) == 0) {
            return false;
        }
        hash = second(hash);
        return (bits[word(hash)] & (1L << hash)) != 0;
    }

    private static final long UNCERTAIN = 0;

    private int word(long hash) {
        return (int) (hash >>> 6) & (bits.length - 1);
    }

    private static long second(long hash) {
        return ((hash >>> 32) * 0xD6E8FEB86659FD93L) >>> 3;
    }

    private static long hash(String dn) {
        long hash = 1125899906842597L;
        for (int i = 0; i < dn.length(); i++) {
            char c = dn.charAt(i);
            if (c == '=') {
                hash = 1125899906842597L;
            } else if (c < ' ' || c > '~' || c == '\\') {
                return UNCERTAIN;
            } else {
                hash = 31 * hash + c;
            }
        }
        hash *= 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash == UNCERTAIN ? 1 : hash;
    }
}
