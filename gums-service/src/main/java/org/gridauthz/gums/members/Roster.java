package org.gridauthz.gums.members;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.gridauthz.memberlist.Row;
import org.jspecify.annotations.Nullable;

/**
 * A whole list in memory: immutable, one look-up by key, rows in the order of their keys. The text of all rows stands in
 * one array as it was read from the database, with 12 to 20 bytes of index a row beside it and no object per row; a hit is
 * always compared in full, so no digest can let anybody in.
 *
 * <p>Keys are hashed as {@link String#hashCode} does, which a string remembers: asking several lists for one name
 * hashes it once. Whoever gets many names with the same hash onto a list gains nothing: after {@value #MAX_PROBES} slots a
 * look-up goes on by halving the sorted rows.
 */
public final class Roster {
    /** The list without rows. */
    public static final Roster EMPTY = Roster.of(List.of());

    private static final int MAX_PROBES = 24;
    private static final long MAX_BYTES = Integer.MAX_VALUE - 64;

    private final byte[] text;
    private final int[] start;
    /** Per slot the upper half is the key's hash, the lower the row's number plus one; 0 = free. */
    private final long[] slots;

    private Roster(byte[] text, int[] start, long[] slots) {
        this.text = text;
        this.start = start;
        this.slots = slots;
    }

    /** Of rows in any order; of two with one key the later one is dropped. */
    public static Roster of(Collection<Row> rows) {
        return ofChunks(Chunks.of(rows));
    }

    /**
     * Of the stored form.
     *
     * @param chunks as {@link Chunks#of} wrote them, in order
     * @throws IllegalArgumentException if they hold 2 GiB or more, or end within a row
     */
    public static Roster ofChunks(List<byte[]> chunks) {
        long size = 0;
        int rows = 0;
        for (byte[] chunk : chunks) {
            size += chunk.length;
            rows += Chunks.rows(chunk);
        }
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("a list of 2 GiB or more");
        }
        byte[] text = new byte[(int) size];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, text, at, chunk.length);
            at += chunk.length;
        }
        if (at > 0 && text[at - 1] != Chunks.END) {
            throw new IllegalArgumentException("a list that ends within a row");
        }
        return index(text, rows);
    }

    private static Roster index(byte[] text, int rows) {
        int[] start = new int[rows + 1];
        long[] slots = new long[slotsFor(rows)];
        Roster roster = new Roster(text, start, slots);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            start[row] = at;
            int end = roster.keyEnd(at);
            roster.put(row, hash(text, at, end));
            while (text[at] != Chunks.END) {
                at++;
            }
            at++;
        }
        start[rows] = at;
        return roster;
    }

    /** A power of two; from 0.31 to 0.63 of the slots are used. */
    private static int slotsFor(int rows) {
        int power = Integer.highestOneBit(Math.max(1, rows));
        return rows < power + (power >> 2) ? power * 2 : power * 4;
    }

    private void put(int row, int hash) {
        int mask = slots.length - 1;
        for (int probe = 0, slot = spread(hash) & mask; probe < MAX_PROBES; probe++, slot = (slot + 1) & mask) {
            if (slots[slot] == 0) {
                slots[slot] = ((long) hash << 32) | (row + 1L);
                return;
            }
        }
    }

    /** Number of rows. */
    public int size() {
        return start.length - 1;
    }

    /** Whether a row has exactly this key. */
    public boolean contains(String key) {
        return find(key) >= 0;
    }

    /** The value of the row with exactly this key; null where there is none. */
    public @Nullable String value(String key) {
        int row = find(key);
        return row < 0 ? null : row(row).value();
    }

    /** Every row, by key. */
    public void forEach(Consumer<Row> action) {
        for (int row = 0; row < size(); row++) {
            action.accept(row(row));
        }
    }

    private int find(String key) {
        int hash = key.hashCode();
        int mask = slots.length - 1;
        for (int probe = 0, slot = spread(hash) & mask; probe < MAX_PROBES; probe++, slot = (slot + 1) & mask) {
            long entry = slots[slot];
            if (entry == 0) {
                return -1;
            }
            if ((int) (entry >>> 32) == hash && isKey((int) entry - 1, key)) {
                return (int) entry - 1;
            }
        }
        return halve(key.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isKey(int row, String key) {
        int at = start[row];
        int length = key.length();
        if (at + length > text.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = text[at + i];
            if (b < 0) {
                byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                return compare(row, bytes) == 0;
            }
            if (b != key.charAt(i)) {
                return false;
            }
        }
        byte after = text[at + length];
        return after == Chunks.END || after == Chunks.VALUE;
    }

    private int halve(byte[] key) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(int row, byte[] key) {
        return Arrays.compareUnsigned(text, start[row], keyEnd(start[row]), key, 0, key.length);
    }

    private int keyEnd(int at) {
        int end = at;
        while (text[end] != Chunks.END && text[end] != Chunks.VALUE) {
            end++;
        }
        return end;
    }

    private Row row(int row) {
        int end = keyEnd(start[row]);
        String key = new String(text, start[row], end - start[row], StandardCharsets.UTF_8);
        return text[end] == Chunks.END
                ? Row.member(key)
                : new Row(key, new String(text, end + 1, start[row + 1] - end - 2, StandardCharsets.UTF_8));
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            if (text[i] < 0) {
                return new String(text, from, to - from, StandardCharsets.UTF_8).hashCode();
            }
            hash = 31 * hash + text[i];
        }
        return hash;
    }
}
