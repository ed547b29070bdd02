package org.gridauthz.assembly;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.Bodies;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;

/** {@code GET /metrics} in Prometheus' text form, over mutual TLS, for callers with the verb METRICS. */
final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final transient PrometheusMeterRegistry registry;
    private final transient Access access;

    MetricsServlet(PrometheusMeterRegistry registry, Access access) {
        this.registry = registry;
        this.access = access;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = Caller.of(request);
            if (caller == null || !access.of(caller.chain().subject().slash()).may(Verb.METRICS)) {
                throw new Refusal(ErrorCode.RIGHT_MISSING, "metrics are for callers with the verb METRICS");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(64 << 10);
            registry.scrape(out, TEXT);
            Bodies.write(out, TEXT, response);
        } catch (Refusal refusal) {
            Bodies.write(refusal.problem(), response);
        }
    }
}
