package org.gridauthz.tls;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SSLSupport;
import org.gridauthz.community.Seat;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.gridauthz.tls.TlsSettings.Listener;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;

/**
 * Before anything else sees a request: is this listener the place for it, and is its caller still to be believed? A valve
 * and not a filter, so that no context, error page or actuator endpoint can be reached around it.
 */
final class CallerValve extends ValveBase {
    private final Map<Connector, Listener> listeners;
    private final GridTrust trust;
    private final InstantSource clock;
    private final HandshakeCounter counter;
    private final Draining draining;

    /** @param listeners by identity; filled before the first request */
    CallerValve(
            Map<Connector, Listener> listeners,
            GridTrust trust,
            InstantSource clock,
            HandshakeCounter counter,
            Draining draining) {
        super(true);
        this.draining = draining;
        this.listeners = listeners;
        this.trust = trust;
        this.clock = clock;
        this.counter = counter;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Seat.nextCall(); // by which this thread may become one that refuses
        if (Overload.answered(request, response)) {
            return;
        }
        Listener listener = listeners.get(request.getConnector());
        if (listener == null) {
            getNext().invoke(request, response);
            return;
        }
        if (draining.now()) {
            response.setHeader("Connection", "close"); // its next call opens another, elsewhere
        }
        String path = request.getDecodedRequestURI();
        if (path == null || response.isError()) {
            // The container could not read it, has said 400, and would throw away whatever is written now.
            response.setSuspended(false);
            refuse(response, ErrorCode.PARAMETER_INVALID, "the path cannot be read", false);
            return;
        }
        if (!serves(listener, path)) {
            refuse(response, ErrorCode.NOT_FOUND, "not on this listener", false);
            return;
        }
        Caller.attachListener(request, listener.name());
        if (listener.clientCertificate() == ClientCertificate.NONE || authenticated(listener, request, response)) {
            getNext().invoke(request, response);
        }
    }

    private boolean authenticated(Listener listener, Request request, Response response) throws IOException {
        if (!(request.getAttribute(SSLSupport.SESSION_MGR) instanceof PeerSupport peer)) {
            refuse(response, ErrorCode.CALLER_UNKNOWN, "this listener speaks TLS only", true);
            return false;
        }
        if (listener.clientCertificate() == ClientCertificate.WANTED && peer.anonymous()) {
            return true;
        }
        return switch (peer.judge(trust, clock.instant())) {
            case ChainVerdict.Believed believed -> {
                new Caller(believed.chain(), request.getRemoteAddr(), listener.name()).attachTo(request);
                yield true;
            }
            case ChainVerdict.Refused refused -> {
                counter.refused(listener.name(), refused.reason());
                peer.invalidateSession();
                refuse(response, ErrorCode.CALLER_REFUSED, refused.reason().code() + ": " + refused.detail(), true);
                yield false;
            }
            case ChainVerdict.Unknown unknown -> {
                refuse(response, ErrorCode.NOT_READY, unknown.cause(), false);
                yield false;
            }
        };
    }

    /** The path is decoded and normalised by now; a prefix ends at a slash, so {@code /live} does not serve /lively. */
    private static boolean serves(Listener listener, String path) {
        if (listener.paths().isEmpty()) {
            return true;
        }
        for (String prefix : listener.paths()) {
            if (path.startsWith(prefix)
                    && (path.length() == prefix.length()
                            || prefix.endsWith("/")
                            || path.charAt(prefix.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    private static void refuse(Response response, ErrorCode code, String detail, boolean close) throws IOException {
        byte[] body = new Problem(code, detail, null, null).toJson();
        response.setStatus(code.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (close) {
            response.setHeader("Connection", "close");
        }
        response.getOutputStream().write(body);
    }
}
