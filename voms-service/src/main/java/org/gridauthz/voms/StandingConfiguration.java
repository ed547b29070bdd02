package org.gridauthz.voms;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.gridauthz.assembly.FollowerUser;
import org.gridauthz.assembly.SiteSettings;
import org.gridauthz.assembly.Upkeep;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.Staleness;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.voms.attribute.Memberships;
import org.gridauthz.voms.standing.FreshMemberships;
import org.gridauthz.voms.standing.MemberMemory;
import org.gridauthz.voms.standing.store.LastSeen;
import org.gridauthz.voms.standing.store.MemberFollower;
import org.gridauthz.voms.standing.store.MemberReading;
import org.gridauthz.voms.standing.store.StoredMemberships;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How people stand: remembered, followed, and read. */
@Configuration(proxyBeanMethods = false)
class StandingConfiguration {
    /** Known once the follower is there. */
    static final class Place {
        private volatile @Nullable Follower follower;

        @Nullable
        Freshness freshness() {
            Follower now = follower;
            return now == null ? null : now.freshness();
        }
    }

    /** Connections of its own: no import keeps a proxy waiting. */
    record MemberDatabase(HikariDataSource pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.close();
        }
    }

    @Bean
    Place standingPlace() {
        return new Place();
    }

    @Bean
    FollowerUser standingFollower(Place place) {
        return follower -> place.follower = follower;
    }

    @Bean
    MemberMemory memberMemory(MeterRegistry meters) {
        MemberMemory memory = new MemberMemory();
        Gauge.builder("gridauthz.voms.remembered", memory, MemberMemory::size)
                .description("Members in memory; of others the database is asked")
                .register(meters);
        return memory;
    }

    @Bean
    MemberFollower memberFollower(MemberMemory memory) {
        return new MemberFollower(memory);
    }

    @Bean
    MemberDatabase memberDatabase(DataSourceProperties database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("members");
        pool.setJdbcUrl(database.determineUrl());
        pool.setUsername(database.determineUsername());
        pool.setPassword(database.determinePassword());
        pool.setMaximumPoolSize(8);
        pool.setConnectionTimeout(1500);
        // A service starts, and says that it is not ready, while its database is away.
        pool.setInitializationFailTimeout(-1);
        if (database.determineUrl().startsWith("jdbc:mysql:")) {
            quick(pool);
        }
        return new MemberDatabase(new HikariDataSource(pool));
    }

    /**
     * Few statements answer everybody: the server keeps them prepared. Who waits for them has a deadline of her own, and a dead
     * connection is known by its socket; Connector/J's query timeout wakes a timer thread at each query, a quarter
     * of what an attribute certificate costs in Java.
     */
    private static void quick(HikariConfig pool) {
        pool.addDataSourceProperty("useServerPrepStmts", "true");
        pool.addDataSourceProperty("cachePrepStmts", "true");
        pool.addDataSourceProperty("enableQueryTimeouts", "false");
        pool.addDataSourceProperty("socketTimeout", "3000");
    }

    /** Asked by the memory alone. */
    @Bean(defaultCandidate = false)
    @Qualifier("tables")
    StoredMemberships storedMemberships(MemberDatabase database, InstantSource clock) {
        return new StoredMemberships(database.pool(), clock);
    }

    @Bean
    Memberships memberships(
            MemberMemory memory,
            @Qualifier("tables") StoredMemberships tables,
            Place place,
            Staleness staleness,
            InstantSource clock) {
        return new FreshMemberships(
                memory,
                tables,
                place::freshness,
                (vo, age) -> staleness.open("vo-" + vo, age),
                FreshMemberships.YOUNG,
                clock,
                System::nanoTime);
    }

    @Bean
    LastSeen lastSeen(VoLedger ledger, InstantSource clock) {
        return new LastSeen(ledger, clock);
    }

    @Bean
    Upkeep lastSeenUpkeep(LastSeen seen) {
        return new Upkeep("last-seen").every(20, TimeUnit.SECONDS, "write down who was seen", seen::write);
    }

    @Bean
    Upkeep memberUpkeep(AuthoritySettings settings, MemberDatabase database, SiteSettings site, MemberMemory memory) {
        MemberReading reading = new MemberReading(
                database.pool(),
                new JdbcChangeSource(database.pool(), site.synchronousRead()),
                memory,
                settings.membersInMemory(),
                System::nanoTime);
        return new Upkeep("members").every(25, TimeUnit.MILLISECONDS, "read changed members", reading::run);
    }
}
