package org.gridauthz.web.xacml;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How often which answer left by one of the old wires: {@code gridauthz.wire.answers}, labels by configuration only. */
public final class WireAnswers implements MeterBinder {
    /** What left. */
    public enum Kind {
        PERMIT,
        DENY,
        INDETERMINATE,
        FAULT
    }

    private final String wire;
    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

    /** @param wire a word, the same for all calls */
    public WireAnswers(String wire) {
        this.wire = wire;
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(Kind kind) {
        of(kind).increment();
    }

    private LongAdder of(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            FunctionCounter.builder("gridauthz.wire.answers", of(kind), LongAdder::sum)
                    .description("Answers by one of the old wires")
                    .tag("wire", wire)
                    .tag("answer", kind.name().toLowerCase(java.util.Locale.ROOT))
                    .register(registry);
        }
    }
}
