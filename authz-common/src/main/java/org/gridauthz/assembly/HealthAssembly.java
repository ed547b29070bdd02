package org.gridauthz.assembly;

import java.util.List;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.Staleness;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.trust.GridTrust;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The three steps of health (DESIGN §8), on the management port: {@code /health/liveness}, {@code /health/readiness} (can
 * answer honestly) and {@code /health/fresh} (knows what was true moments ago). With every database gone instances stay
 * ready and are no longer fresh; directors prefer fresh ones and fall back to ready ones. What is stale says 404 and not 503: HAProxy
 * then leaves the connections there are alone (see {@link DrainAssembly}).
 */
@Configuration(proxyBeanMethods = false)
class HealthAssembly {
    @Bean
    HealthIndicator answersHealthIndicator(Follower follower, Staleness staleness, GridTrust trust, List<Need> needs) {
        return () -> {
            Freshness known = follower.freshness();
            boolean loaded = known != null;
            boolean open = known != null && staleness.anyOpen(known.age());
            int anchors = trust.status().anchors();
            boolean met = open && anchors > 0;
            Health.Builder health = Health.unknown();
            for (Need need : needs) {
                boolean now = need.met().getAsBoolean();
                met &= now;
                health.withDetail(need.name(), now);
            }
            health.withDetail("loaded", loaded).withDetail("open", open).withDetail("anchors", anchors);
            return (met ? health.up() : health.outOfService()).build();
        };
    }

    @Bean
    HealthIndicator ageHealthIndicator(Follower follower, DecisionClock clock) {
        return () -> {
            Freshness now = follower.freshness();
            if (now == null) {
                return Health.outOfService().build();
            }
            boolean fresh = now.age().compareTo(Staleness.FRESH) < 0 && clock.right();
            return (fresh ? Health.up() : Health.status("STALE"))
                    .withDetail("epoch", now.epoch().toString())
                    .withDetail("ageMillis", now.age().toMillis())
                    .withDetail("clockSkewMillis", clock.skew().toMillis())
                    .withDetail("clockAnchored", clock.anchored())
                    .build();
        };
    }
}
