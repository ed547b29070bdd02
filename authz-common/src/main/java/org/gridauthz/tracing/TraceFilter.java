package org.gridauthz.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.gridauthz.tls.Caller;
import org.jspecify.annotations.Nullable;

/** Around the servlets by which decisions are asked for: a call that decided, or was refused, gets its span. */
public final class TraceFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /** The wire's name where a controller of the REST interface answers. */
    private static final String REST = "rest";

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    };

    private final transient CallSpans spans;
    private final transient Set<String> continueFrom;
    private final String controllers;

    /**
     * @param continueFrom listeners whose callers may say which trace a call belongs to
     * @param controllers the name of the servlet that has the REST interface
     */
    public TraceFilter(CallSpans spans, Set<String> continueFrom, String controllers) {
        this.spans = spans;
        this.continueFrom = continueFrom;
        this.controllers = controllers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        Tally tally = Tally.enter();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            Tally.leave();
            write(request, answered ? response.getStatus() : 500, tally, System.nanoTime() - begun);
        }
    }

    private void write(HttpServletRequest request, int status, Tally tally, long nanos) {
        String servlet = request.getHttpServletMapping().getServletName();
        boolean controller = controllers.equals(servlet);
        String outcome = tally.outcome();
        if (outcome == null && (controller || status < 400)) {
            return; // another business than deciding
        }
        spans.write(
                parent(request),
                controller ? REST : servlet,
                outcome != null ? outcome : status < 500 ? "refused" : "broken",
                tally,
                nanos);
    }

    /** Whoever is not trusted begins no trace of ours, makes none longer, and makes us keep none. */
    private Context parent(HttpServletRequest request) {
        String listener = Caller.listener(request);
        return listener != null && continueFrom.contains(listener)
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS)
                : Context.root();
    }
}
