package org.gridauthz.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.gridauthz.changes.store.Request;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.SignedIn;
import org.jspecify.annotations.Nullable;

/** The guard of everything but decisions: turns a request into its caller and the rights of that caller. */
public final class Admins {
    /** The listener that takes writes, where there is one of this name. */
    public static final String LISTENER = "admin";

    private static final String KEY = "Idempotency-Key";

    private final Access access;
    private final boolean ownListener;

    /** @param ownListener whether a listener called {@value #LISTENER} is configured: only it takes writes then */
    public Admins(Access access, boolean ownListener) {
        this.access = access;
        this.ownListener = ownListener;
    }

    /**
     * Anybody who is somebody; what may be seen is up to the operation.
     *
     * @throws Refusal if nobody is authenticated
     */
    public AdminCall caller(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        SlashDn signedIn = caller == null ? SignedIn.of(request) : null;
        if (signedIn != null) {
            return new AdminCall(signedIn, request.getRemoteAddr(), access.of(signedIn), key(request));
        }
        if (caller == null) {
            throw new Refusal(ErrorCode.CALLER_UNKNOWN, "this is answered to authenticated callers only");
        }
        SlashDn who = caller.chain().subject().slash();
        return new AdminCall(who, caller.remoteAddress(), access.of(who), key(request));
    }

    /** A caller who may see everything. */
    public AdminCall reader(HttpServletRequest request) {
        return caller(request).with(Verb.READ);
    }

    /** A caller who may change things of this kind, on the listener for it. */
    public AdminCall writer(HttpServletRequest request, Verb verb) {
        return onItsListener(request, caller(request).with(verb));
    }

    /**
     * A caller who may change things of this kind for a VO, on the listener for it.
     *
     * @param vo null for what is of no VO: only rights for all will do
     */
    public AdminCall writer(HttpServletRequest request, Verb verb, @Nullable String vo) {
        return onItsListener(request, caller(request).with(verb, vo));
    }

    /** A caller who may change things of this kind somewhere, on the listener for it; where is asked when it is known. */
    public AdminCall writerSomewhere(HttpServletRequest request, Verb verb) {
        return onItsListener(request, caller(request).somewhere(verb));
    }

    private AdminCall onItsListener(HttpServletRequest request, AdminCall call) {
        if (!takesChanges(request)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "changes are taken on the admin listener only");
        }
        return call;
    }

    /** Whether the listener a request came in by is one for changes. */
    public boolean takesChanges(HttpServletRequest request) {
        return !ownListener || LISTENER.equals(Caller.listener(request));
    }

    private static @Nullable String key(HttpServletRequest request) {
        String key = request.getHeader(KEY);
        if (key != null && (key.isEmpty() || key.length() > Request.MAX_KEY)) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, KEY + " has 1 to " + Request.MAX_KEY + " characters");
        }
        return key;
    }
}
