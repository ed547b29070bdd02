package org.gridauthz.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * From spans to the collector: a bounded queue, one thread behind it, one try. What does not fit is dropped, what the collector does not take is
 * counted as failed; calls notice neither.
 */
public final class SpanPipe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LAST_SECONDS = 2;
    private static final int MOST_AT_ONCE = 512;

    private final CountedExport export;
    private final SdkTracerProvider provider;

    /** @param self who sends them: {@code service.name} and what else is known of the process */
    public SpanPipe(TraceSettings settings, Resource self) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.url())
                .setTimeout(PATIENCE)
                .setRetryPolicy(null);
        Path certificates = settings.certificates();
        if (certificates != null) {
            exporter.setTrustedCertificates(read(certificates));
        }
        export = new CountedExport(exporter.build());
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(self))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(export)
                        .setMaxQueueSize(settings.waiting())
                        .setMaxExportBatchSize(Math.min(MOST_AT_ONCE, settings.waiting()))
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("gridauthz.traces.certificates cannot be read", e);
        }
    }

    /** Where spans begin. */
    public Tracer tracer() {
        return provider.get("org.gridauthz");
    }

    /** What became of them. */
    public CountedExport export() {
        return export;
    }

    /** Sends what waits. */
    public CompletableResultCode flush() {
        return provider.forceFlush();
    }

    /** Sends what waits, if that is quick: no service stops late because of its collector. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
