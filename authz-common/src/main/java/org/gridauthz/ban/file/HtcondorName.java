package org.gridauthz.ban.file;

import org.jspecify.annotations.Nullable;

/**
 * How a map file of HTCondor writes a text that stands for itself. Its reader takes a backslash before the closing sign, and before another
 * backslash, away before the expression is compiled, so a backslash of the text is {@code \x5C}; a blank would end the field.
 */
public final class HtcondorName {
    private static final String BLANK = "x20";
    private static final String BACKSLASH = "x5C";

    private HtcondorName() {}

    /** For an expression between slashes: letters and digits as they are, everything else with a backslash before it. */
    public static String literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ' ' -> out.append('\\').append(BLANK);
                case '\\' -> out.append('\\').append(BACKSLASH);
                default -> out.append(plain(c) ? "" : "\\").append(c);
            }
        }
        return out.toString();
    }

    /**
     * What a literal says.
     *
     * @param end where it ends: at the first sign that has a meaning of its own
     */
    public record Literal(String text, int end) {}

    /** Reads what {@link #literal} wrote. */
    public static Literal read(String expression, int from) {
        StringBuilder plain = new StringBuilder();
        int at = from;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == '\\' && at + 1 < expression.length()) {
                boolean blank = expression.startsWith(BLANK, at + 1);
                boolean backslash = expression.startsWith(BACKSLASH, at + 1);
                plain.append(blank ? ' ' : backslash ? '\\' : expression.charAt(at + 1));
                at += blank || backslash ? 4 : 2;
            } else if (plain(c)) {
                plain.append(c);
                at++;
            } else {
                break;
            }
        }
        return new Literal(plain.toString(), at);
    }

    /** A literal that is found by hash. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What stands between quotes, and what follows. */
    public record Quoted(String text, String rest) {}

    /** Reads a field that begins with a quote; null if it does not end. */
    public static @Nullable Quoted unquoted(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '"') {
                return new Quoted(text.toString(), field.substring(i + 1).strip());
            }
            boolean escape = c == '\\' && i + 1 < field.length() && "\"\\".indexOf(field.charAt(i + 1)) >= 0;
            text.append(escape ? field.charAt(++i) : c);
        }
        return null;
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c > '~';
    }
}
