package org.gridauthz.assembly;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.gridauthz.audit.store.DecisionFile;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.web.Access;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be measured of an instance; labels are bounded by configuration, never by callers. */
@Configuration(proxyBeanMethods = false)
class MetricsAssembly {
    @Bean
    ServletRegistrationBean<MetricsServlet> metricsServlet(PrometheusMeterRegistry registry, Access access) {
        var servlet = new ServletRegistrationBean<>(new MetricsServlet(registry, access), "/metrics");
        servlet.setName("metrics");
        return servlet;
    }

    @Bean
    MeterBinder knowledgeMeters(
            Follower follower, GridTrust trust, DecisionFile trail, DecisionClock clock, LiveBans bans) {
        return registry -> {
            gauge(registry, "gridauthz.age.seconds", "How old this instance's knowledge may be", () -> {
                Freshness now = follower.freshness();
                return now == null ? Double.NaN : now.age().toMillis() / 1000.0;
            });
            gauge(registry, "gridauthz.reloads", "How often everything was read anew", follower::reloads);
            gauge(
                    registry,
                    "gridauthz.clock.skew.seconds",
                    "How far this host's or the database's clock is from decision time",
                    () -> clock.skew().toMillis() / 1000.0);
            gauge(registry, "gridauthz.clock.wrong", "1 while clocks disagree", () -> clock.right() ? 0 : 1);
            gauge(
                    registry,
                    "gridauthz.bans.lost",
                    "Bans held here that the database lost and nobody has written down yet",
                    () -> bans.lost().bans().size());
            gauge(registry, "gridauthz.decisions.unrecorded", "Decisions the trail had to drop", trail::dropped);
            gauge(
                    registry,
                    "gridauthz.trust.anchors",
                    "Trust anchors in use",
                    () -> trust.status().anchors());
            gauge(registry, "gridauthz.trust.age.seconds", "Since the anchors were last read whole", () -> {
                var age = trust.status().age(clock.instant());
                return age == null ? Double.NaN : age.toMillis() / 1000.0;
            });
            gauge(
                    registry,
                    "gridauthz.trust.expiry.seconds",
                    "Until the first anchor or CRL expires",
                    () -> java.time.Duration.between(
                                    clock.instant(), trust.status().nextExpiry())
                            .toSeconds());
        };
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
