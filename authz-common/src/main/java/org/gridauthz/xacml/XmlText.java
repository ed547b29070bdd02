package org.gridauthz.xacml;

/** Text as it may stand in an element or an attribute. */
public final class XmlText {
    private XmlText() {}

    /** The text, ready to stand between tags or quotes. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(text, out);
        return out.toString();
    }

    /** What XML 1.0 has no place for becomes a question mark. */
    static void append(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
                default -> {
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (pair) {
                        out.append(c).append(text.charAt(++i));
                    } else {
                        out.append(c < ' ' || c >= 0xfffe || Character.isSurrogate(c) ? '?' : c);
                    }
                }
            }
        }
    }
}
