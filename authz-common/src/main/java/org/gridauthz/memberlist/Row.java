package org.gridauthz.memberlist;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a copied list: a member's DN alone, her token identity, or a key with what the directory says of it (DN to account,
 * account to numeric ids).
 *
 * @param key not empty, no control character, no surrogate, at most {@value #MAX_LENGTH} characters
 * @param value as the key, or null where the list is a plain set
 */
public record Row(String key, @Nullable String value) implements Comparable<Row> {
    /** Longest key or value, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final String TOKEN = "token ";

    /** Refuses text that could not be told from the framing it is stored in. */
    public Row {
        check(key);
        if (value != null) {
            check(value);
        }
    }

    /** A member and nothing more. */
    public static Row member(String dn) {
        return new Row(dn, null);
    }

    /**
     * The key of a token identity: no DN begins so, and an issuer, being a URI, holds no blank.
     *
     * @throws IllegalArgumentException if the issuer does
     */
    public static String tokenKey(String issuer, String subject) {
        if (issuer.isEmpty() || subject.isEmpty() || issuer.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("no issuer and subject of a token");
        }
        return TOKEN + issuer + " " + subject;
    }

    /** Whether this is a token identity, whose key is no DN. */
    public boolean isToken() {
        return key.startsWith(TOKEN);
    }

    private static void check(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("empty or longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                throw new IllegalArgumentException("a control character at position " + i);
            }
        }
    }

    /** By key; characters outside the basic plane are refused above, so this is also the order of the UTF-8 bytes. */
    @Override
    public int compareTo(Row other) {
        return key.compareTo(other.key);
    }
}
