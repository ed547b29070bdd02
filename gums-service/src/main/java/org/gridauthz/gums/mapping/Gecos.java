package org.gridauthz.gums.mapping;

import java.util.Locale;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * Name and surname, as the GECOS mappers compare them (gums.md §1.6): the first word is the name, the last word that
 * neither starts with a digit nor ends with a dot is the surname; case is folded.
 */
public final class Gecos {
    private Gecos() {}

    /** What a directory's GECOS text, or the value of a CN, is found by; null if it has no two such words. */
    public static @Nullable String key(String text) {
        int comma = text.indexOf(',');
        String[] words = (comma < 0 ? text : text.substring(0, comma)).strip().split("\\s+");
        for (int i = words.length - 1; i > 0; i--) {
            if (!Character.isDigit(words[i].charAt(0)) && !words[i].endsWith(".")) {
                return (words[0] + " " + words[i]).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /** The same of the first CN of a name; the caller has made sure that the name is not ambiguous. */
    public static @Nullable String key(SlashDn dn) {
        for (String part : NameParts.of(dn.text())) {
            if (part.startsWith("CN=")) {
                return key(part.substring(3));
            }
        }
        return null;
    }
}
