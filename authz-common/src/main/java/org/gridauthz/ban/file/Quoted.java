package org.gridauthz.ban.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A name between double quotes, as Globus reads it: a quote within is {@code \"}, and a backslash {@code \x5C}, unless it is one of OpenSSL's own
 * {@code \xC3} for bytes that it cannot show. Globus drops a bare backslash, so that the line would be another person's; and a certificate name
 * must not be able to end its own quotes and choose an account. The original wrote both bare.
 */
public final class Quoted {
    private static final String BACKSLASH = "\\x5C";

    private Quoted() {}

    /**
     * What a line begins with.
     *
     * @param name between quotes, or up to the first blank
     * @param rest what follows, without the blanks around it
     */
    public record Field(String name, String rest) {}

    /**
     * Reads the first field of a line that is not empty. Within quotes {@code \"}, {@code \\} and {@code \x5C} are a quote and a backslash; any other
     * backslash stands for itself.
     *
     * @return null if there is no name, or its quotes do not end
     */
    public static @Nullable Field read(String line) {
        if (line.charAt(0) != '"') {
            int blank = 0;
            while (blank < line.length() && !Character.isWhitespace(line.charAt(blank))) {
                blank++;
            }
            return new Field(line.substring(0, blank), line.substring(blank).strip());
        }
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < line.length(); i++) {
            char c = line.charAt(i);
            char next = i + 1 < line.length() ? line.charAt(i + 1) : 0;
            if (c == '\\' && (next == '"' || next == '\\')) {
                name.append(next);
                i++;
            } else if (line.regionMatches(true, i, BACKSLASH, 0, BACKSLASH.length())) {
                name.append('\\');
                i += BACKSLASH.length() - 1;
            } else if (c == '"') {
                return name.isEmpty()
                        ? null
                        : new Field(name.toString(), line.substring(i + 1).strip());
            } else {
                name.append(c);
            }
        }
        return null;
    }

    /** The first part of a certificate name is {@code TYPE=value}; that of an FQAN is a VO, or a pattern of one. */
    public static boolean looksLikeDn(String name) {
        int end = name.indexOf('/', 1);
        return name.startsWith("/") && (end < 0 ? name : name.substring(0, end)).indexOf('=') > 1;
    }

    /** Appends the name. */
    public static void append(Appendable out, String text) throws IOException {
        out.append('"');
        if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            out.append(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                out.append(c == '"' ? "\\\"" : c == '\\' && !hex(text, i + 1) ? BACKSLASH : String.valueOf(c));
            }
        }
        out.append('"');
    }

    /** Whether these are {@code xC3} or the like. */
    private static boolean hex(String text, int at) {
        return text.startsWith("x", at)
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
