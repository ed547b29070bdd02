package org.gridauthz.identity;

import java.util.Arrays;

/**
 * A host pattern of gums.md §1.4: {@code *} is one label, a run without {@code . / =}; {@code ?} makes the character
 * before it optional, so that {@code *}{@code /?*.example.org} takes a host with and without its service; everything
 * else, dots too, stands for itself.
 *
 * <p>Matching follows all possibilities at once, so its work is at most pattern length × text length.
 */
public final class HostPattern {
    /** Longest pattern, in characters. */
    public static final int MAX_LENGTH = 512;

    private static final int MAX_OPTIONAL = 6;
    private static final char LABEL = '*';

    /** What each step takes; {@link #LABEL} for any run. */
    private final char[] steps;

    private final boolean[] optional;

    private HostPattern(char[] steps, boolean[] optional) {
        this.steps = steps;
        this.optional = optional;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException if it is empty, too long, or begins with {@code ?}
     */
    public static HostPattern of(String pattern) {
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH || pattern.charAt(0) == '?') {
            throw new IllegalArgumentException("not a host pattern");
        }
        char[] steps = new char[pattern.length()];
        boolean[] optional = new boolean[pattern.length()];
        int n = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '?') {
                // After a star it changes nothing: a star takes the empty run anyway.
                optional[n - 1] = true;
            } else {
                steps[n++] = c;
            }
        }
        return new HostPattern(Arrays.copyOf(steps, n), Arrays.copyOf(optional, n));
    }

    /** Whether the whole text is matched. */
    public boolean matches(String text) {
        // at[i]: the text so far can be taken by the first i steps.
        boolean[] at = new boolean[steps.length + 1];
        at[0] = true;
        skipOptional(at);
        for (int t = 0; t < text.length(); t++) {
            char c = text.charAt(t);
            boolean inLabel = c != '.' && c != '/' && c != '=';
            boolean any = false;
            for (int i = steps.length; i >= 0; i--) {
                boolean stay = i > 0 && steps[i - 1] == LABEL && at[i] && inLabel;
                boolean step = i > 0 && steps[i - 1] == c && c != LABEL && at[i - 1];
                at[i] = stay || step;
                any |= at[i];
            }
            if (!any) {
                return false;
            }
            skipOptional(at);
        }
        return at[steps.length];
    }

    private void skipOptional(boolean[] at) {
        for (int i = 0; i < steps.length; i++) {
            at[i + 1] |= at[i] && (optional[i] || steps[i] == LABEL);
        }
    }

    /**
     * Whether this pattern takes every text that the other takes. Never wrongly yes; it may say no where a pattern has
     * many optional characters.
     */
    public boolean covers(HostPattern other) {
        int optionals = 0;
        for (int i = 0; i < other.steps.length; i++) {
            optionals += other.optional[i] && other.steps[i] != LABEL ? 1 : 0;
        }
        if (optionals > MAX_OPTIONAL) {
            return false;
        }
        for (int chosen = 0; chosen < 1 << optionals; chosen++) {
            if (!matches(other.example(chosen))) {
                return false;
            }
        }
        return true;
    }

    /** A text where each label is a character that only a label can take, with some of the optional characters. */
    private String example(int chosen) {
        StringBuilder text = new StringBuilder();
        int bit = 0;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] == LABEL) {
                text.append('\uE000');
            } else if (!optional[i] || (chosen >> bit++ & 1) == 1) {
                text.append(steps[i]);
            }
        }
        return text.toString();
    }
}
