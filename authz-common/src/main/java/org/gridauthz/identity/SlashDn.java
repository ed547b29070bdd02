package org.gridauthz.identity;

import org.gridauthz.identity.MalformedIdentityException.Code;

/**
 * A distinguished name as old protocols and files carry it, {@code /DC=org/CN=Jane Doe}: an opaque text. It is compared
 * with the rendered form of a credential's name and never taken apart for an identity decision, because a slash inside a
 * value is not escaped.
 *
 * @param text starts with a slash, holds a type and value, no control character, at most {@value #MAX_LENGTH} characters
 */
public record SlashDn(String text) {
    /** Longest name accepted from a wire or file, in characters. */
    public static final int MAX_LENGTH = 2048;

    /** Checks the outer form. */
    public SlashDn {
        if (text.length() < 4 || text.length() > MAX_LENGTH || text.charAt(0) != '/' || text.indexOf('=') < 2) {
            throw new MalformedIdentityException(Code.DN_MALFORMED, "a DN must have the form /TYPE=value/...");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                throw new MalformedIdentityException(
                        Code.DN_MALFORMED, "a DN must not hold control characters (at position " + i + ")");
            }
        }
    }

    /**
     * The text with the spellings of attribute names and of characters folded into one. For bans only, which match wide:
     * different names may fold to one text.
     */
    public String folded() {
        return FoldedForm.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
