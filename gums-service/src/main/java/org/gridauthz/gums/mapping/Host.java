package org.gridauthz.gums.mapping;

/**
 * Where the subject would run: a certificate name in slash form ({@code /DC=org/CN=host/ce1.example.org}) or a bare DNS
 * name.
 *
 * @param text not empty, at most {@value #MAX_LENGTH} characters, no control character
 */
public record Host(String text) {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 2048;

    /**
     * Checks the outer form.
     *
     * @throws IllegalArgumentException if it is empty, too long or holds control characters
     */
    public Host {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a host name");
        }
    }

    /** Whether this is a certificate name. */
    public boolean isDn() {
        return text.charAt(0) == '/';
    }

    @Override
    public String toString() {
        return text;
    }
}
