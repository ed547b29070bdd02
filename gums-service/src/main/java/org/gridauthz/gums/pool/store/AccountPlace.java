package org.gridauthz.gums.pool.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where an account stands on the ring that subjects begin to look at from their own hash onwards. */
final class AccountPlace {
    private AccountPlace() {}

    /** The first eight bytes of the name's SHA-256, as a subject's place is those of its key. */
    static long of(String account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
