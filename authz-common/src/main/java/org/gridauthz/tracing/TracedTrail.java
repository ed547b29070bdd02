package org.gridauthz.tracing;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;

/**
 * The trail, past which every decision comes, whatever its wire: tells each to the span of its call. One that belongs to no HTTP call
 * came by a VO's own port and has a span to itself.
 */
public final class TracedTrail implements DecisionTrail {
    private static final String PORT = "port";

    private final DecisionTrail trail;
    private final CallSpans spans;

    public TracedTrail(DecisionTrail trail, CallSpans spans) {
        this.trail = trail;
        this.spans = spans;
    }

    @Override
    public void record(DecisionRecord decision) {
        trail.record(decision);
        note(decision, decision.decision());
    }

    /** What is not kept does not happen. */
    @Override
    public boolean keep(DecisionRecord decision, Duration patience) {
        boolean kept = trail.keep(decision, patience);
        note(decision, kept ? decision.decision() : "indeterminate");
        return kept;
    }

    @Override
    public long dropped() {
        return trail.dropped();
    }

    private void note(DecisionRecord decision, String cameOut) {
        Tally call = Tally.current();
        if (call != null) {
            call.add(decision, cameOut);
            return;
        }
        Tally alone = new Tally();
        alone.add(decision, cameOut);
        spans.write(Context.root(), PORT, cameOut, alone, TimeUnit.MICROSECONDS.toNanos(decision.micros()));
    }
}
