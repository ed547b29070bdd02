package org.gridauthz.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors inside the service: the log has everything, the caller a name to ask by. */
final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /** The name under which it is logged. */
    static String log(HttpServletRequest request, Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {} at {} {}", incident, request.getMethod(), path(request), failure);
        return incident;
    }

    /** As it came, still encoded: no line breaks. */
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.length() <= 200 ? path : path.substring(0, 200);
    }
}
