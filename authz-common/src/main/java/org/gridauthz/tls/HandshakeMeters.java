package org.gridauthz.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.gridauthz.trust.TrustReason;

/**
 * Handshakes that failed as Micrometer counters: {@code gridauthz.tls.refused{listener,reason}} and
 * {@code gridauthz.tls.failed{listener,cause}}. Labels come from settings and enums only, so that no caller can add one.
 */
public final class HandshakeMeters implements HandshakeCounter {
    private final MeterRegistry registry;

    public HandshakeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void refused(String listener, TrustReason reason) {
        Counter.builder("gridauthz.tls.refused")
                .description("Client certificate chains refused")
                .tag("listener", listener)
                .tag("reason", reason.code())
                .register(registry)
                .increment();
    }

    @Override
    public void failed(String listener, Failure failure) {
        Counter.builder("gridauthz.tls.failed")
                .description("TLS handshakes that failed for other reasons than the client's chain")
                .tag("listener", listener)
                .tag("cause", failure.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }
}
