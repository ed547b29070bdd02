package org.gridauthz.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gridauthz.community.Seat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A span a call, made when the call is over and its answer is known. It tells wire, community and outcome, words of the configuration and
 * of ours, and the decision's id, by which the rest is found in the file of decisions. It never tells who was decided about, nor who asked: a
 * collector is read by more people than that file.
 */
public final class CallSpans {
    private static final Logger LOG = LoggerFactory.getLogger(CallSpans.class);
    private static final AttributeKey<String> WIRE = AttributeKey.stringKey("gridauthz.wire");
    private static final AttributeKey<String> COMMUNITY = AttributeKey.stringKey("gridauthz.community");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("gridauthz.outcome");
    private static final AttributeKey<String> DECISION = AttributeKey.stringKey("gridauthz.decision");
    private static final AttributeKey<Long> DECISIONS = AttributeKey.longKey("gridauthz.decisions");

    private final Tracer tracer;
    private final String service;

    /** @param service whose calls these are: {@code gums}, {@code saz}, {@code voms} */
    public CallSpans(Tracer tracer, String service) {
        this.tracer = tracer;
        this.service = service;
    }

    /**
     * Writes the span of a call that took so long and is over now. Whatever goes wrong in here is nobody's call's trouble.
     *
     * @param parent the caller's, or the root
     * @param outcome {@code permit}, {@code deny}, {@code indeterminate} or {@code mixed}; {@code refused} or {@code broken} if nothing
     *     was decided
     */
    void write(Context parent, String wire, String outcome, Tally tally, long nanos) {
        try {
            Instant now = Instant.now();
            long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
            SpanBuilder builder = tracer.spanBuilder(service + " " + wire)
                    .setParent(parent)
                    .setSpanKind(SpanKind.SERVER)
                    .setStartTimestamp(end - nanos, TimeUnit.NANOSECONDS);
            Span span = builder.startSpan();
            if (span.isRecording()) {
                tell(span, wire, outcome, tally);
            }
            span.end(end, TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            LOG.debug("no span was written", e);
        }
    }

    private static void tell(Span span, String wire, String outcome, Tally tally) {
        span.setAttribute(WIRE, wire).setAttribute(OUTCOME, outcome).setAttribute(DECISIONS, (long) tally.decisions());
        String community = Seat.community();
        if (community != null) {
            span.setAttribute(COMMUNITY, community);
        }
        String id = tally.id();
        if (id != null) {
            span.setAttribute(DECISION, id);
        }
        if (outcome.equals("indeterminate") || outcome.equals("broken")) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
