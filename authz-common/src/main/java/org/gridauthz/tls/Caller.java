package org.gridauthz.tls;

import jakarta.servlet.ServletRequest;
import org.gridauthz.trust.VerifiedChain;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated client of a request: its chain was judged for this very request. There is no other way to one: what
 * stands in headers is never looked at.
 *
 * @param chain who it is
 * @param remoteAddress the TLS peer's address as text
 * @param listener the listener's name
 */
public record Caller(VerifiedChain chain, String remoteAddress, String listener) {
    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String LISTENER = "org.gridauthz.tls.listener";

    /** The caller of this request, null on a listener that asks for no certificate. */
    public static @Nullable Caller of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }

    /** The name of the listener a request came in by, null if it is none of ours. */
    public static @Nullable String listener(ServletRequest request) {
        return request.getAttribute(LISTENER) instanceof String name ? name : null;
    }

    /** Puts the caller on a request; for the valve, and for tests of what stands behind it. */
    public void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        attachListener(request, listener);
    }

    static void attachListener(ServletRequest request, String listener) {
        request.setAttribute(LISTENER, listener);
    }
}
