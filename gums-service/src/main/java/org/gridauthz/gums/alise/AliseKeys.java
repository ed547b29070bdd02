package org.gridauthz.gums.alise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** Whom an API key stands for. Only hashes are kept, so that a configuration that is read gives no key away. */
public final class AliseKeys {
    private final Map<String, SlashDn> byHash = new LinkedHashMap<>();

    /**
     * Adds one.
     *
     * @param sha256 of the key's UTF-8, in hex
     * @throws IllegalArgumentException if it is no such hash
     */
    public AliseKeys with(String sha256, SlashDn caller) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("key-sha256 is 64 hex digits");
        }
        byHash.put(sha256, caller);
        return this;
    }

    /** The caller that a key stands for; null for none. */
    @Nullable
    SlashDn caller(@Nullable String key) {
        if (key == null) {
            return null;
        }
        byte[] shown = digest("SHA-256", key);
        SlashDn found = null;
        for (Map.Entry<String, SlashDn> one : byHash.entrySet()) {
            if (MessageDigest.isEqual(shown, HexFormat.of().parseHex(one.getKey()))) {
                found = one.getValue();
            }
        }
        return found;
    }

    /** How ALISE names an issuer in a path: the SHA-1 of its URI, in lower-case hex. A name, and no protection. */
    public static String issuerName(String issuer) {
        return HexFormat.of().formatHex(digest("SHA-1", issuer));
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
