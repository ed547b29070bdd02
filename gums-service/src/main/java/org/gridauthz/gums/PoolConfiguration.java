package org.gridauthz.gums;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.pool.PoolLeases;
import org.gridauthz.gums.pool.PoolLimits;
import org.gridauthz.gums.pool.PoolMeters;
import org.gridauthz.gums.pool.PoolRules;
import org.gridauthz.gums.pool.StoreGuard;
import org.gridauthz.gums.pool.UseLog;
import org.gridauthz.gums.pool.store.IdleRelease;
import org.gridauthz.gums.pool.store.LeaseFollower;
import org.gridauthz.gums.pool.store.LeaseRelease;
import org.gridauthz.gums.pool.store.LeaseReservations;
import org.gridauthz.gums.pool.store.LeaseUses;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.gridauthz.gums.pool.store.PoolReading;
import org.gridauthz.gums.pool.store.StoredLeases;
import org.gridauthz.jobs.Claims;
import org.hibernate.SessionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pool accounts: the leases, their caches and their upkeep. */
@Configuration(proxyBeanMethods = false)
class PoolConfiguration {
    @Bean
    PoolLimits poolLimits(GumsSettings settings) {
        return PoolLimits.DEFAULT.withQuarantine(settings.quarantine());
    }

    @Bean
    Standing standing() {
        return new Standing();
    }

    @Bean
    UseLog useLog(InstantSource clock, PoolLimits limits) {
        return new UseLog(clock, limits.waitingUses());
    }

    @Bean
    StoreGuard storeGuard(PoolLimits limits) {
        return new StoreGuard(limits);
    }

    @Bean
    StoredLeases storedLeases(
            EntityManagerFactory entities, DataSource database, InstantSource clock, PoolLimits limits) {
        return new StoredLeases(
                entities.unwrap(SessionFactory.class),
                database,
                clock,
                limits.deadline().dividedBy(2));
    }

    @Bean
    PoolLeases poolLeases(PoolLimits limits, StoredLeases stored, StoreGuard guard, Standing standing, UseLog uses) {
        return new PoolLeases(limits, stored, guard, standing, uses);
    }

    @Bean
    LeaseFollower leaseFollower(StoredLeases stored, PoolLeases leases) {
        return new LeaseFollower(stored, leases);
    }

    /** Which leases may be taken back unused: the policy in force says. */
    @Bean
    PoolRules.Source poolRules(Mapper mapper) {
        return new PolicyPools(mapper);
    }

    @Bean
    PoolReading poolReading(DataSource database, InstantSource clock, PoolRules.Source rules) {
        return new PoolReading(database, clock, rules);
    }

    @Bean
    PoolAccounts poolAccounts(DataSource database, ChangeLog changes, InstantSource clock, PoolLimits limits) {
        return new PoolAccounts(database, changes, clock, limits.quarantine());
    }

    @Bean
    LeaseReservations leaseReservations(DataSource database, ChangeLog changes, InstantSource clock) {
        return new LeaseReservations(database, changes, clock);
    }

    @Bean
    LeaseRelease leaseRelease(DataSource database, ChangeLog changes, InstantSource clock, PoolLimits limits) {
        return new LeaseRelease(database, changes, clock, limits.quarantine());
    }

    @Bean
    LeaseUses leaseUses(DataSource database) {
        return new LeaseUses(database);
    }

    @Bean
    Upkeep poolUpkeep(
            DataSource database,
            InstantSource clock,
            LeaseRelease release,
            LeaseUses written,
            Claims claims,
            PoolRules.Source rules,
            UseLog uses,
            PoolReading reading,
            PoolLeases leases,
            StoreGuard guard,
            MeterRegistry registry) {
        IdleRelease idle = new IdleRelease(database, release, written, claims, rules, clock);
        PoolMeters meters = new PoolMeters(registry, leases, guard, uses);
        return new Upkeep("pools")
                .every(1, TimeUnit.MINUTES, "notice the day", uses::tick)
                .every(1, TimeUnit.HOURS, "write uses", () -> uses.flush(written::write))
                .every(1, TimeUnit.MINUTES, "count accounts", () -> meters.show(reading.status()))
                .every(15, TimeUnit.MINUTES, "release idle leases", idle::run)
                .atEnd(() -> uses.flush(written::write));
    }
}
