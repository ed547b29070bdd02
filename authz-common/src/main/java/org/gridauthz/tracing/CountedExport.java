package org.gridauthz.tracing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Hands spans on, and counts what became of them: {@code gridauthz.traces.spans{result}}. */
public final class CountedExport implements SpanExporter, MeterBinder {
    private final SpanExporter exporter;
    private final LongAdder exported = new LongAdder();
    private final LongAdder failed = new LongAdder();

    public CountedExport(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int many = spans.size();
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> (result.isSuccess() ? exported : failed).add(many));
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "exported", exported);
        count(registry, "failed", failed);
    }

    private static void count(MeterRegistry registry, String result, LongAdder spans) {
        FunctionCounter.builder("gridauthz.traces.spans", spans, LongAdder::sum)
                .description("Spans that the collector took, or did not take")
                .tag("result", result)
                .register(registry);
    }
}
