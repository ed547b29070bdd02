package org.gridauthz.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wide comparison form of slash text, for bans: spellings of one attribute name become one
 * ({@code USERID}, {@code UserId}, {@code uid} → {@code UID}; {@code E}, {@code email}, {@code emailAddress} → {@code Email};
 * VOMS {@code normalize.c}, VOMS-Admin {@code DNUtil}), and so do raw and escaped spellings of one character. Two different
 * names may fold to one text. That is meant: a ban must not be escaped by a spelling; a permit never uses this form.
 */
final class FoldedForm {
    /** Lower-case spelling or OID → the folded one. */
    static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("uid", "UID"),
            Map.entry("userid", "UID"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.44", "UID"),
            Map.entry("e", "Email"),
            Map.entry("email", "Email"),
            Map.entry("emailaddress", "Email"),
            Map.entry("1.2.840.113549.1.9.1", "Email"),
            Map.entry("dc", "DC"),
            Map.entry("domaincomponent", "DC"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("cn", "CN"),
            Map.entry("commonname", "CN"),
            Map.entry("2.5.4.3", "CN"),
            Map.entry("c", "C"),
            Map.entry("countryname", "C"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("l", "L"),
            Map.entry("localityname", "L"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("st", "ST"),
            Map.entry("s", "ST"),
            Map.entry("stateorprovincename", "ST"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("o", "O"),
            Map.entry("organizationname", "O"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("ou", "OU"),
            Map.entry("organizationalunitname", "OU"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("serialnumber", "serialNumber"),
            Map.entry("2.5.4.5", "serialNumber"));

    private FoldedForm() {}

    /** By hand and in one pass for each of the three steps: an index folds a million names while a service starts. */
    static String of(String slash) {
        String plain = slash.indexOf('\\') < 0 ? slash : withoutEscapedMarks(slash);
        return withTypes(plainAscii(plain) ? plain : withBytes(plain));
    }

    private static boolean plainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' || foreign(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** OpenSSL 3 writes a slash or plus inside a value with a backslash before it; 1.x and every grid file do not. */
    private static String withoutEscapedMarks(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (text.charAt(i) != '\\' || (next != '/' && next != '+')) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** Each run of escaped bytes, or of characters outside ASCII, as the escaped UTF-8 of the text it stands for. */
    private static String withBytes(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (escaped(text, end)) {
                end += 4;
            }
            if (end > at) {
                OnelineForm.escape(utf8OfEscapes(text.substring(at, end)), out);
            } else if (foreign(text.charAt(at))) {
                while (end < text.length() && foreign(text.charAt(end))) {
                    end++;
                }
                OnelineForm.escape(Dn.utf8(text.substring(at, end)), out);
            } else {
                out.append(text.charAt(at));
                end = at + 1;
            }
            at = end;
        }
        return out.toString();
    }

    private static boolean foreign(char c) {
        return c < ' ' || c > '~';
    }

    /** A backslash, an x and two hexadecimal digits. */
    private static boolean escaped(String text, int at) {
        return at + 4 <= text.length()
                && text.charAt(at) == '\\'
                && text.charAt(at + 1) == 'x'
                && hexadecimal(text.charAt(at + 2))
                && hexadecimal(text.charAt(at + 3));
    }

    private static boolean hexadecimal(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Each attribute name behind a slash or plus in its one spelling. */
    private static String withTypes(String text) {
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '/' && c != '+') {
                continue;
            }
            int end = endOfType(text, i + 1);
            String one = end < 0 || usual(text, i + 1, end) ? null : spelling(text.substring(i + 1, end));
            if (one != null) {
                out = out == null ? new StringBuilder(text.length() + 16) : out;
                out.append(text, copied, i + 1).append(one);
                copied = end;
                i = end;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /** Where the equals sign behind a name or object identifier stands; -1 if there is none here. */
    private static int endOfType(String text, int from) {
        int at = from;
        if (letter(text.charAt(at))) {
            while (at < text.length()
                    && (letter(text.charAt(at)) || digit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
        } else if (digit(text.charAt(at))) {
            boolean dot = false;
            while (at < text.length() && (digit(text.charAt(at)) || text.charAt(at) == '.')) {
                if (text.charAt(at) == '.' && !digit(text.charAt(at - 1))) {
                    return -1;
                }
                dot |= text.charAt(at) == '.';
                at++;
            }
            if (!dot || text.charAt(at - 1) == '.') {
                return -1;
            }
        }
        return at > from && at < text.length() && text.charAt(at) == '=' ? at : -1;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The spellings that almost every name has already. */
    private static boolean usual(String text, int from, int end) {
        char first = text.charAt(from);
        return switch (end - from) {
            case 1 -> first == 'C' || first == 'O' || first == 'L';
            case 2 -> {
                char second = text.charAt(from + 1);
                yield second == 'C' ? first == 'D' : second == 'N' ? first == 'C' : second == 'U' && first == 'O';
            }
            default -> false;
        };
    }

    private static @Nullable String spelling(String type) {
        return SPELLINGS.get(type.toLowerCase(Locale.ROOT));
    }

    private static byte[] utf8OfEscapes(String run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < run.length(); i += 4) {
            int b = Integer.parseInt(run, i + 2, i + 4, 16);
            if (b != 0) { // OpenSSL prints BMPString "ab" as \x00a\x00b
                bytes.write(b);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return bytes.toByteArray();
        } catch (CharacterCodingException e) { // T61String and old files hold Latin-1
            return Dn.utf8(bytes.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
