package org.gridauthz.trust;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rules a token says it follows; an issuer's settings name those that are accepted from it. */
public enum TokenProfile {
    /** {@code wlcg.ver}: 1.x. WLCG Common JWT Profiles, section "Common claims". */
    WLCG("wlcg.ver", Pattern.compile("1\\.\\d{1,3}")),
    /** {@code ver}: {@code scitoken:2.0}; early libraries wrote {@code scitokens:2.0}. SciTokens claims document. */
    SCITOKENS("ver", Pattern.compile("scitokens?:2\\.\\d{1,3}")),
    /** Neither claim is there: a plain OAuth access token (RFC 9068). Only by setting. */
    PLAIN("", Pattern.compile(""));

    private final String claim;
    private final Pattern version;

    TokenProfile(String claim, Pattern version) {
        this.claim = claim;
        this.version = version;
    }

    /** The profile a set of claims states, or null if it states one in a version that is not known here. */
    static @Nullable TokenProfile of(Map<String, Object> claims) {
        TokenProfile found = PLAIN;
        for (TokenProfile profile : new TokenProfile[] {SCITOKENS, WLCG}) {
            Object stated = claims.get(profile.claim);
            if (stated != null) {
                if (!(stated instanceof String text)
                        || !profile.version.matcher(text).matches()) {
                    return null;
                }
                found = profile;
            }
        }
        return found;
    }
}
