package org.gridauthz.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gridauthz.trust.GridTrust;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What a service imports to be served over mutual TLS. It needs a {@link GridTrust} bean and takes a
 * {@link MeterRegistry} where there is one. {@code main} calls {@link JsseLimits#raise()} before anything else.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TlsSettings.class, AdmissionSettings.class})
public class TlsConfiguration {
    /** The keys in service. */
    @Bean
    HostKeyWatch hostKeyWatch(TlsSettings settings, ObjectProvider<InstantSource> clock)
            throws HostCredentialException {
        return new HostKeyWatch(settings.hostKeys(), clock.getIfAvailable(InstantSource::system));
    }

    @Bean
    HandshakeCounter handshakeCounter(ObjectProvider<MeterRegistry> registry) {
        MeterRegistry meters = registry.getIfAvailable();
        return meters == null ? HandshakeCounter.NONE : new HandshakeMeters(meters);
    }

    /** What holds communities apart; {@code spring.application.name} says which of a community's ports are ours. */
    @Bean
    AdmissionControl admissionControl(AdmissionSettings settings, Environment environment) {
        return AdmissionControl.of(settings, environment.getProperty("spring.application.name", ""));
    }

    @Bean
    TlsListeners tlsListeners(
            TlsSettings settings,
            GridTrust trust,
            HostKeyWatch watch,
            HandshakeCounter counter,
            ObjectProvider<InstantSource> clock,
            AdmissionControl control) {
        return new TlsListeners(
                settings, trust, watch.keys(), counter, clock.getIfAvailable(InstantSource::system), control);
    }

    /** Opens ports beside the listeners. */
    @Bean
    TlsPorts tlsPorts(
            TlsSettings settings,
            GridTrust trust,
            HostKeyWatch watch,
            HandshakeCounter counter,
            ObjectProvider<InstantSource> clock,
            AdmissionControl control) {
        return new TlsPorts(settings, trust, watch, counter, clock.getIfAvailable(InstantSource::system), control);
    }

    /** Looks at the host key files again and again; its life is that of the context. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService hostKeyLooks(
            TlsSettings settings, HostKeyWatch watch, ObjectProvider<MeterRegistry> registry) {
        MeterRegistry meters = registry.getIfAvailable();
        if (meters != null) {
            Gauge.builder("gridauthz.tls.host.certificate.seconds", watch, HostKeyWatch::secondsLeft)
                    .description("Seconds until the first host certificate in service expires")
                    .register(meters);
            Gauge.builder("gridauthz.tls.host.certificate.alarm", watch, it -> it.alarm() == null ? 0 : 1)
                    .description("1 while the host certificate files cannot be used")
                    .register(meters);
        }
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("host-keys").daemon().factory());
        Duration every = settings.reread();
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return looks;
    }
}
