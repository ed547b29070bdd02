package org.gridauthz.voms.standing;

import java.nio.ByteBuffer;
import java.util.Objects;

/** 32 bytes as a key of maps. */
public record NameKey(long one, long two, long three, long four) {
    /** @param bytes 32 of them */
    public static NameKey of(byte[] bytes) {
        Objects.checkIndex(31, bytes.length);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        return new NameKey(all.getLong(), all.getLong(), all.getLong(), all.getLong());
    }
}
