package org.gridauthz.assembly;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Staleness;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.instances.Presence;
import org.gridauthz.changes.instances.rest.InstanceCalls;
import org.gridauthz.changes.instances.rest.StandingCalls;
import org.gridauthz.changes.instances.store.JdbcInstances;
import org.gridauthz.changes.instances.store.JdbcRoll;
import org.gridauthz.changes.instances.store.Place;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.tls.TlsListeners;
import org.gridauthz.tls.TlsSettings;
import org.gridauthz.web.rest.Admins;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** This process among the others, and waiting for all of them. */
@Configuration(proxyBeanMethods = false)
class InstancesAssembly {
    @Bean
    @Order(1)
    Presence presence(
            FollowerDatabase database,
            TlsSettings tls,
            Staleness staleness,
            DecisionClock clock,
            @Value("${spring.application.name}") String service,
            @Value("${spring.application.version:unknown}") String version) {
        int port = tls.listeners().isEmpty() ? 0 : tls.listeners().getFirst().port();
        return new Presence(
                new JdbcRoll(
                        database.pool(),
                        new JdbcRoll.Self(
                                Upkeep.instanceName(),
                                service,
                                version,
                                Place.of(service, port),
                                staleness.closedAfter())),
                clock);
    }

    @Bean
    FollowerUser presenceAsksTheFollower(Presence presence) {
        return follower -> presence.start(follower::freshness);
    }

    @Bean
    JdbcInstances instances(DataSource database) {
        return new JdbcInstances(database);
    }

    @Bean
    Everywhere everywhere(JdbcInstances instances, ChangeLog changes, InstantSource clock) {
        return new Everywhere(
                instances, epoch -> changes.write(Everywhere.KIND, List.of(epoch.toString()), place -> {}), clock);
    }

    @Bean
    InstanceCalls instanceCalls(
            Admins admins,
            Everywhere everywhere,
            JdbcInstances instances,
            ChangeLog changes,
            DataSource database,
            InstantSource clock,
            Follower follower) {
        return new InstanceCalls(admins, everywhere, instances, changes, new AdminAudit(database, clock), follower);
    }

    @Bean
    StandingCalls standingCalls(
            Admins admins,
            Follower follower,
            Staleness staleness,
            DecisionClock clock,
            TlsListeners listeners,
            @Value("${spring.application.name}") String service,
            @Value("${spring.application.version:unknown}") String version) {
        return new StandingCalls(
                admins,
                follower,
                staleness,
                clock,
                listeners.draining(),
                new StandingCalls.Self(service, Upkeep.instanceName(), version));
    }
}
