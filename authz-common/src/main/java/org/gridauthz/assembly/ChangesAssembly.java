package org.gridauthz.assembly;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.Pruning;
import org.gridauthz.jobs.Claims;
import org.gridauthz.jobs.store.JdbcClaims;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the service writes changes and follows them. */
@Configuration(proxyBeanMethods = false)
class ChangesAssembly {
    @Bean
    FollowerDatabase followerDatabase(DataSourceProperties database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("follower");
        pool.setJdbcUrl(database.determineUrl());
        pool.setUsername(database.determineUsername());
        pool.setPassword(database.determinePassword());
        pool.setMaximumPoolSize(4);
        pool.setConnectionTimeout(2000);
        // A service starts, and says that it is not ready, while its database is away.
        pool.setInitializationFailTimeout(-1);
        return new FollowerDatabase(new HikariDataSource(pool));
    }

    /**
     * The service's own connections are asked before use whether their member takes writes. New ones are handed out unasked, so that with every member
     * read-only what can be read still is.
     */
    @Bean
    static BeanPostProcessor connectionsThatWrite(ObjectProvider<SiteSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getConnectionTestQuery() == null) {
                    String probe = settings.getObject().synchronousRead().writable();
                    if (!probe.isEmpty()) {
                        pool.setConnectionTestQuery(probe);
                    }
                }
                return bean;
            }
        };
    }

    @Bean
    Claims claims(DataSource database) {
        return new JdbcClaims(database, Upkeep.instanceName());
    }

    @Bean
    ChangeLog changeLog(DataSource database) {
        return new ChangeLog(database);
    }

    @Bean
    FollowerUser writesAboveWhatWasSeen(ChangeLog log) {
        return follower -> log.notBelow(() -> {
            Freshness now = follower.freshness();
            return now == null ? null : now.epoch();
        });
    }

    @Bean
    Upkeep changeUpkeep(DataSource database, InstantSource clock) {
        Pruning pruning = new Pruning(database, clock);
        return new Upkeep("changes").every(10, TimeUnit.MINUTES, "prune the change log", () -> {
            while (pruning.pruneSome() > 0) {
                // in transactions of a few hundred rows
            }
        });
    }

    /** Started last of all: whoever follows is there. */
    @Bean(destroyMethod = "close")
    Follower follower(
            FollowerDatabase database,
            SiteSettings settings,
            List<ChangeListener> listeners,
            Unfollowed unfollowed,
            ObjectProvider<FollowerUser> users) {
        Follower follower = new Follower(
                new JdbcChangeSource(database.pool(), settings.synchronousRead()), listeners, unfollowed.features());
        users.forEach(user -> user.of(follower));
        follower.start();
        return follower;
    }
}
