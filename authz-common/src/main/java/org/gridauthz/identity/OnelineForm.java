package org.gridauthz.identity;

import java.util.List;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.Dn.Rdn;
import org.gridauthz.identity.MalformedIdentityException.Code;

/**
 * OpenSSL's {@code X509_NAME_oneline}: {@code /TYPE=value} for each RDN, {@code +TYPE=value} for further attributes of
 * one RDN, OpenSSL's short names or the dotted OID, bytes outside 0x20–0x7e as {@code \xNN}, nothing else escaped.
 *
 * <p>That is what grid files hold and OpenSSL 1.x printed, but for the plus sign, which is OpenSSL 3's. Inside a value OpenSSL 3 also
 * writes {@code \/} and {@code \+}; a wire that brings such text brings another text, equal when folded.
 *
 * <p>OpenSSL prints the raw bytes of a value whatever its string type. We print the UTF-8 of its text, which differs
 * for T61String beyond ASCII, BMPString and UniversalString only: one name has one rendering, and a CA that switches
 * string types changes nobody's identity. {@link FoldedForm} undoes the difference where bans are compared.
 */
final class OnelineForm {
    private OnelineForm() {}

    static SlashDn render(List<Rdn> rdns) {
        StringBuilder out = new StringBuilder(128);
        for (Rdn rdn : rdns) {
            char before = '/';
            for (Attribute attribute : rdn.attributes()) {
                out.append(before).append(ShortNames.of(attribute.type())).append('=');
                escape(Dn.utf8(attribute.value()), out);
                before = '+';
            }
            if (out.length() > SlashDn.MAX_LENGTH) {
                throw new MalformedIdentityException(
                        Code.DN_MALFORMED, "a DN longer than " + SlashDn.MAX_LENGTH + " characters");
            }
        }
        return new SlashDn(out.toString());
    }

    static void escape(byte[] bytes, StringBuilder out) {
        for (byte b : bytes) {
            if (b < ' ' || b > '~') {
                out.append("\\x")
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            } else {
                out.append((char) b);
            }
        }
    }
}
