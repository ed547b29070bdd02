package org.gridauthz.voms.port;

/** Text inside an XML element. */
final class Markup {
    private Markup() {}

    /** With what XML reserves escaped, and what it cannot hold replaced. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append((c >= ' ' && c < 0xd800) || c == '\n' || c == '\t' ? c : '?');
            }
        }
        return out.toString();
    }

    /** The same in ASCII alone. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escaped(text).chars().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append("&#").append(c).append(';');
            }
        });
        return out.toString();
    }
}
