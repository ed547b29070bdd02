package org.gridauthz.gums.pool.store;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;

/** A subject key as {@code BINARY(32)}. */
@Converter
class SubjectKeyColumn implements AttributeConverter<SubjectKey, byte[]> {
    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable SubjectKey key) {
        return key == null ? null : key.bytes();
    }

    @Override
    public @Nullable SubjectKey convertToEntityAttribute(byte @Nullable [] bytes) {
        return bytes == null ? null : SubjectKey.ofBytes(bytes);
    }
}
