package org.gridauthz.web.subjects;

import java.util.function.Function;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.Rights;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Which host a call is about: the TLS peer; another one only by the right to ask for others (DESIGN §6). */
public final class AskedHost {
    private AskedHost() {}

    /**
     * The host in the form a service keeps it.
     *
     * @param named what the body says, null for the caller itself
     * @param form throws {@link IllegalArgumentException} for what is neither a host name nor a DN
     * @throws Refusal if the caller may not ask about that host, or the host is malformed
     */
    public static <T> T of(SlashDn caller, Rights rights, @Nullable String named, Function<String, T> form) {
        if (named == null || named.equals(caller.text())) {
            return form.apply(caller.text());
        }
        if (!rights.askFor()) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "asking about another host needs the right ask-for", "/host");
        }
        try {
            return form.apply(named);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.HOST_MALFORMED, "neither a host name nor a DN", "/host");
        }
    }
}
