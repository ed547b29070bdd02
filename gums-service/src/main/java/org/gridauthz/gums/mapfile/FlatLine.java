package org.gridauthz.gums.mapfile;

import org.jspecify.annotations.Nullable;

/**
 * A line of a flat file: a name, quoted or up to the first blank, and the rest. Within quotes {@code \"} is a quote; any other
 * backslash stands for itself, since OpenSSL writes bytes beyond ASCII as {@code \xC3}.
 */
record FlatLine(String name, String rest) {
    /** Null if there is no name, or it does not end. */
    static @Nullable FlatLine of(String line) {
        if (line.charAt(0) != '"') {
            int blank = 0;
            while (blank < line.length() && !Character.isWhitespace(line.charAt(blank))) {
                blank++;
            }
            return new FlatLine(line.substring(0, blank), line.substring(blank).strip());
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
                        : new FlatLine(name.toString(), line.substring(i + 1).strip());
            } else {
                name.append(c);
            }
        }
        return null;
    }

    /** The first part of a certificate name is {@code TYPE=value}; that of an FQAN is a VO, or a pattern of one. */
    boolean looksLikeDn() {
        int end = name.indexOf('/', 1);
        return name.startsWith("/") && (end < 0 ? name : name.substring(0, end)).indexOf('=') > 1;
    }
}
