package org.gridauthz.assembly;

import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.instances.rest.DrainCalls;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.tls.TlsListeners;
import org.gridauthz.web.rest.Admins;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** An instance leaves without a call that fails: by hand and to come back, or because it stops. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainAssembly.Settings.class)
class DrainAssembly {
    /**
     * {@code gridauthz.drain}.
     *
     * @param notice how long directors have to notice that an instance stops; nobody is waited for if nobody asked for its health lately
     * @param deadline how long calls under way may take after that; both together at most {@link #LONGEST}
     */
    @ConfigurationProperties("gridauthz.drain")
    record Settings(
            @DefaultValue("4s") Duration notice,
            @DefaultValue("15s") Duration deadline) {
        /** Then, with {@code spring.lifecycle.timeout-per-shutdown-phase}, it is gone before systemd or Docker would kill it with calls under way. */
        static final Duration LONGEST = Duration.ofSeconds(40);

        Settings {
            if (notice.isNegative()
                    || deadline.isNegative()
                    || notice.plus(deadline).compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("gridauthz.drain: notice (" + notice + ") and deadline (" + deadline
                        + ") are not negative, and together at most " + LONGEST);
            }
        }
    }

    /** "Draining" is 404 for directors and not 503: no new connections, while those there are keep being served. */
    @Bean
    HealthIndicator drainHealthIndicator(TlsListeners listeners) {
        return () -> {
            listeners.draining().looked();
            return listeners.draining().now()
                    ? Health.status("DRAINING").build()
                    : Health.up().build();
        };
    }

    @Bean
    Departure departure(TlsListeners listeners, Settings settings) {
        return new Departure(listeners, settings.notice(), settings.deadline());
    }

    /** Boot refuses traffic before it stops anything: from then on it is 404 and not 503. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationListener<AvailabilityChangeEvent<ReadinessState>> drainsFirst(TlsListeners listeners) {
        return event -> {
            if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
                listeners.draining().stopping();
            }
        };
    }

    @Bean
    DrainCalls drainCalls(
            Admins admins,
            TlsListeners listeners,
            ChangeLog changes,
            DataSource database,
            InstantSource clock,
            @Value("${spring.application.name}") String service) {
        return new DrainCalls(
                admins,
                listeners.draining(),
                changes,
                new AdminAudit(database, clock),
                service + " " + Upkeep.instanceName());
    }
}
