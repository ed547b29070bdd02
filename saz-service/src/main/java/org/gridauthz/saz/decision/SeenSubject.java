package org.gridauthz.saz.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.MalformedBanException;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody came with: a name, a certificate, a VO, an FQAN, a CA, a token's issuer or subject. Exact text, as it was
 * rendered: what is recorded permits, and permits match narrow.
 *
 * @param qualifier certificate: the serial; issuer+subject: the subject; else null
 */
public record SeenSubject(
        BanKind kind, String value, @Nullable String qualifier) {

    /** SHA-256 over all of it, in hexadecimal. */
    public String id() {
        String text = kind.text() + "\n" + value + "\n" + (qualifier == null ? "" : qualifier);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** What a ban on it would name; null if it is nothing that can be banned. */
    public @Nullable BanTarget target() {
        try {
            return new BanTarget(kind, value, qualifier);
        } catch (MalformedBanException e) {
            return null;
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return kind.text() + " " + value + (qualifier == null ? "" : " " + qualifier);
    }
}
