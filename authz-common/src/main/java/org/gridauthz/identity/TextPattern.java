package org.gridauthz.identity;

/**
 * A pattern for names: {@code *} is any run of characters, everything else stands for itself. The work of one match is
 * at most pattern length × text length, and there is nothing to run away.
 *
 * @param pattern at most {@value #MAX_LENGTH} characters
 */
public record TextPattern(String pattern) {
    /** Longest pattern, in characters. */
    public static final int MAX_LENGTH = 2048;

    /** @throws IllegalArgumentException if it is empty or too long */
    public TextPattern {
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** Whether the whole text is matched. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        // Only the last star is ever taken up again: what an earlier one took is settled once a later one is reached.
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
