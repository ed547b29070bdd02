package org.gridauthz.gums.members;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.gridauthz.memberlist.Row;

/**
 * The stored form of a list: rows sorted by key, UTF-8, {@code key [TAB value] LF}, cut into pieces of at most
 * {@value #MAX_ROWS} rows. Keys and values hold no control character ({@link Row}), so the framing is never ambiguous. A
 * piece is one database row: a list of 10⁵ members is 200 small writes, and is read back without an object per member.
 */
public final class Chunks {
    /** Rows in a piece, and so in a transaction. */
    public static final int MAX_ROWS = 500;

    static final byte END = '\n';
    static final byte VALUE = '\t';

    private Chunks() {}

    /** Sorts and cuts; of two rows with one key the later one is dropped. */
    public static List<byte[]> of(Collection<Row> rows) {
        TreeMap<String, Row> sorted = new TreeMap<>();
        rows.forEach(row -> sorted.putIfAbsent(row.key(), row));
        List<byte[]> chunks = new ArrayList<>();
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int inChunk = 0;
        for (Row row : sorted.values()) {
            chunk.writeBytes(row.key().getBytes(StandardCharsets.UTF_8));
            if (row.value() != null) {
                chunk.write(VALUE);
                chunk.writeBytes(row.value().getBytes(StandardCharsets.UTF_8));
            }
            chunk.write(END);
            if (++inChunk == MAX_ROWS) {
                chunks.add(chunk.toByteArray());
                chunk.reset();
                inChunk = 0;
            }
        }
        if (inChunk > 0) {
            chunks.add(chunk.toByteArray());
        }
        return chunks;
    }

    /** SHA-256 over all pieces: two lists are the same if and only if this is. */
    public static byte[] digest(List<byte[]> chunks) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            chunks.forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Rows in a piece. */
    public static int rows(byte[] chunk) {
        int rows = 0;
        for (byte b : chunk) {
            if (b == END) {
                rows++;
            }
        }
        return rows;
    }
}
