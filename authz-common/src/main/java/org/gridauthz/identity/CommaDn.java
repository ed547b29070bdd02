package org.gridauthz.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.identity.MalformedIdentityException.Code;

/**
 * Names as X.500 people write them, {@code CN=Jane Doe, DC=org}: the last RDN first, parted by commas (RFC 2253). What Argus'
 * clients send. Becomes slash text, which is what is compared with.
 *
 * <p>Some senders do not escape: a part that is no {@code TYPE=value} came from a comma or from a slash inside a value, and
 * nobody can tell which. Such a name is refused: a guess could pass by a ban.
 */
public final class CommaDn {
    /** Types that others spell in another way than OpenSSL; the rest is taken as it stands. */
    private static final Map<String, String> SPELLINGS = Map.of(
            "EMAILADDRESS", "emailAddress",
            "E", "emailAddress",
            "USERID", "UID",
            "S", "ST",
            "SERIALNUMBER", "serialNumber",
            "SURNAME", "SN",
            "GIVENNAME", "GN");

    private CommaDn() {}

    /**
     * The slash form of a name in either notation; what begins with a slash is in that form already.
     *
     * @throws MalformedIdentityException if it is in neither, or cannot be told from another name
     */
    public static SlashDn slash(String text) {
        if (text.startsWith("/")) {
            return new SlashDn(text);
        }
        if (text.length() > SlashDn.MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw malformed("a DN longer than " + SlashDn.MAX_LENGTH + " characters, or with control characters");
        }
        Deque<String> rdns = new ArrayDeque<>();
        int at = 0;
        while (at <= text.length()) {
            StringBuilder value = new StringBuilder();
            at = part(text, at, value);
            rdns.addFirst(rdn(value));
        }
        return new SlashDn(String.join("", rdns));
    }

    /** Reads up to the next comma that parts; returns the place behind it, beyond the text at its end. */
    private static int part(String text, int from, StringBuilder out) {
        int at = from;
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(++at);
                if (Character.digit(escaped, 16) >= 0) {
                    throw malformed("a DN with escaped bytes");
                }
                out.append(escaped);
            } else if (next == '"') {
                quoted = !quoted;
            } else if ((next == ',' || next == ';') && !quoted) {
                break;
            } else {
                out.append(next);
            }
        }
        return at + 1;
    }

    private static String rdn(StringBuilder part) {
        String rdn = part.toString().strip();
        int equals = rdn.indexOf('=');
        if (equals < 1 || !rdn.substring(0, equals).matches("[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\\.[0-9]+)+")) {
            throw malformed("a DN with a part that is no TYPE=value");
        }
        String value = rdn.substring(equals + 1);
        if (value.startsWith("#")) {
            throw malformed("a DN with an encoded value");
        }
        String type = rdn.substring(0, equals);
        StringBuilder out = new StringBuilder("/")
                .append(SPELLINGS.getOrDefault(type.toUpperCase(Locale.ROOT), type))
                .append('=');
        OnelineForm.escape(Dn.utf8(value), out);
        return out.toString();
    }

    private static MalformedIdentityException malformed(String what) {
        return new MalformedIdentityException(Code.DN_MALFORMED, what);
    }
}
