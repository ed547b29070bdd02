package org.gridauthz.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors inside the service: the log has everything, the caller a name to ask by. */
final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /** The name under which it is logged. */
    static String log(HttpServletRequest request, Throwable failure) {
        String incident = UUID.randomUUID().toString();
        if (callerHasGone(failure)) {
            LOG.debug("incident {} at {} {}: the caller has gone", incident, request.getMethod(), path(request));
        } else {
            LOG.error("incident {} at {} {}", incident, request.getMethod(), path(request), failure);
        }
        return incident;
    }

    /** No error of ours, and many a second from directors that do not wait long for a busy instance: each with its stack would keep it busy. */
    private static boolean callerHasGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException) {
                return true;
            }
        }
        return false;
    }

    /** As it came, still encoded: no line breaks. */
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.length() <= 200 ? path : path.substring(0, 200);
    }
}
