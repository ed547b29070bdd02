package org.gridauthz.ban.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A name between double quotes. A quote within it is written {@code \"}, as Globus reads it: a certificate name must not be
 * able to end its own quotes and choose an account. The original wrote it bare.
 */
public final class Quoted {
    /** A backslash before the closing quote would open it again; so OpenSSL writes bytes that it cannot show. */
    private static final String LAST_BACKSLASH = "\\x5C";

    private Quoted() {}

    /**
     * What a line begins with.
     *
     * @param name between quotes, or up to the first blank
     * @param rest what follows, without the blanks around it
     */
    public record Field(String name, String rest) {}

    /**
     * Reads the first field of a line that is not empty. Within quotes {@code \"} is a quote; any other backslash stands for itself, since
     * OpenSSL writes bytes beyond ASCII as {@code \xC3}.
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
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else if (c == '"') {
                return name.isEmpty()
                        ? null
                        : new Field(
                                closed(name.toString()), line.substring(i + 1).strip());
            } else {
                name.append(c);
            }
        }
        return null;
    }

    private static String closed(String name) {
        return name.endsWith(LAST_BACKSLASH) ? name.substring(0, name.length() - LAST_BACKSLASH.length()) + '\\' : name;
    }

    /** The first part of a certificate name is {@code TYPE=value}; that of an FQAN is a VO, or a pattern of one. */
    public static boolean looksLikeDn(String name) {
        int end = name.indexOf('/', 1);
        return name.startsWith("/") && (end < 0 ? name : name.substring(0, end)).indexOf('=') > 1;
    }

    /** Appends the name. */
    public static void append(Appendable out, String text) throws IOException {
        String inside = text.indexOf('"') < 0 ? text : text.replace("\"", "\\\"");
        boolean open = inside.endsWith("\\");
        out.append('"')
                .append(open ? inside.substring(0, inside.length() - 1) + LAST_BACKSLASH : inside)
                .append('"');
    }
}
