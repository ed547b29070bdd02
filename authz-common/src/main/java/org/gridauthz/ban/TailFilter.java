package org.gridauthz.ban;

/**
 * Says of almost every DN that is not banned that it is not, without folding its spelling. Folding changes attribute names, all of which
 * stand before an equals sign, and characters outside printable ASCII or written with a backslash. So the last characters after the last equals sign are
 * the same in every spelling, unless one of them is such a character, or the end of one written as a backslash, an x and two digits; those always pass. A
 * Bloom filter with two probes over the hash of up to {@value #WINDOW} last characters.
 */
final class TailFilter {
    private static final int WINDOW = 16;

    /** Characters of an escape that may stand in the window while its backslash does not. */
    private static final int ESCAPE = 3;

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

    /**
     * Adds a name; only while nobody else has this filter.
     *
     * @param folded since its own spelling may hide its end: {@code /CN=a\\x3Db} is {@code /CN=a=b}
     */
    void add(String folded) {
        long hash = last(folded);
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

    /** A name whose window begins within an escape may end otherwise in another spelling. */
    private static long hash(String dn) {
        int from = dn.length() - WINDOW;
        for (int i = from - 1; i >= Math.max(0, from - ESCAPE); i--) {
            if (dn.charAt(i) == '\\') {
                return UNCERTAIN;
            }
        }
        return last(dn);
    }

    private static long last(String dn) {
        int from = Math.max(0, dn.length() - WINDOW);
        long hash = 1125899906842597L;
        for (int i = dn.length() - 1; i >= from; i--) {
            char c = dn.charAt(i);
            if (c == '=') {
                return mixed(hash);
            }
            if (c < ' ' || c > '~' || c == '\\') {
                return UNCERTAIN;
            }
            hash = 31 * hash + c;
        }
        return mixed(hash);
    }

    private static long mixed(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        return mixed == UNCERTAIN ? 1 : mixed;
    }
}
