package org.gridauthz.changes.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A caller's promise that two writes under one key are one write, kept as long as the change log keeps rows.
 *
 * @param caller whose key it is; keys of two callers never meet
 * @param key chosen by the caller, at most 255 characters
 * @param content what is asked for, e.g. the request's body; the same key with another content is a mistake
 */
public record Request(String caller, String key, String content) {
    /** Longest key accepted, in characters. */
    public static final int MAX_KEY = 255;

    /** Checks the key's length. */
    public Request {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("an idempotency key has 1 to " + MAX_KEY + " characters");
        }
    }

    byte[] id() {
        return sha256(caller.length() + ":" + caller + key);
    }

    byte[] digest() {
        return sha256(content);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
