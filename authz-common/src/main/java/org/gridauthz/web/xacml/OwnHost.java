package org.gridauthz.web.xacml;

import org.gridauthz.identity.Dn;
import org.gridauthz.identity.Dn.Attribute;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** Which host a query is about, where callers name themselves in several spellings. */
final class OwnHost {
    private static final String COMMON_NAME = "2.5.4.3";

    private OwnHost() {}

    /**
     * Null for the caller itself: its own DN in any spelling, or the host name of its certificate. Whoever is taken for the
     * caller by mistake is answered about the caller, and no other host.
     */
    static @Nullable String other(Dn caller, @Nullable String named) {
        if (named == null) {
            return null;
        }
        if (named.startsWith("/") && named.length() <= SlashDn.MAX_LENGTH) {
            return isDn(caller, named) ? null : named;
        }
        for (Attribute attribute : caller.rdns().getLast().attributes()) {
            boolean own = attribute.type().equals(COMMON_NAME)
                    && (attribute.value().equalsIgnoreCase(named)
                            || attribute.value().equalsIgnoreCase("host/" + named));
            if (own) {
                return null;
            }
        }
        return named;
    }

    private static boolean isDn(Dn caller, String named) {
        String own = caller.slash().text();
        return named.equals(own)
                || (named.indexOf('=') > 1
                        && named.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))
                        && new SlashDn(named).folded().equals(caller.slash().folded()));
    }
}
