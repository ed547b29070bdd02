package org.gridauthz.identity;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a lease belongs to: 32 bytes, a SHA-256 with its kind inside, so that no token can stand for a person.
 *
 * <p>A person's key is over the <em>rendered</em> slash text, without issuer or attributes: somebody who comes once with
 * her chain and once as DN text on an old wire is one person and keeps one account. A bearer's is over issuer and subject.
 */
public final class SubjectKey {
    /** Bytes of a key. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private SubjectKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key of a subject. */
    public static SubjectKey of(Subject subject) {
        return switch (subject) {
            case Subject.Person person -> of(person.dn());
            case Subject.Bearer bearer -> hash("bearer", bearer.issuer(), bearer.subject());
        };
    }

    /** The key of the person with this rendered name. */
    public static SubjectKey of(SlashDn dn) {
        return hash("person", dn.text());
    }

    /**
     * Takes 32 bytes as they were stored.
     *
     * @throws IllegalArgumentException at another length
     */
    public static SubjectKey ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a subject key has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new SubjectKey(bytes.clone());
    }

    /** A fresh array of 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A spread value for choosing where to start looking: the first eight bytes. */
    public long spread() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static SubjectKey hash(String kind, String... parts) {
        int size = 0;
        byte[][] encoded = new byte[parts.length + 1][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = Dn.utf8(i == 0 ? "gridauthz:" + kind : parts[i - 1]);
            size += 4 + encoded[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : encoded) {
            all.putInt(part.length).put(part);
        }
        return new SubjectKey(Sha256.of(all.array()));
    }
}
