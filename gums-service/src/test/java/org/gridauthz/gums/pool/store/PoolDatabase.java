package org.gridauthz.gums.pool.store;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.SubjectKey;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows and factories that the pool's tests share. */
final class PoolDatabase {
    private PoolDatabase() {}

    /** Puts accounts into a pool without going through the change log. */
    static List<String> fill(DataSource dataSource, String pool, String range) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        String id = UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("INSERT INTO pool_range (id, pool, accounts, ready, added_at) VALUES (?, ?, ?, TRUE, 0)")
                .params(id, pool, range)
                .update();
        List<String> accounts = AccountRange.parse(range).accounts();
        for (String account : accounts) {
            jdbc.sql("INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES (?, ?, ?, ?, FALSE)")
                    .params(account, pool, id, AccountPlace.of(account))
                    .update();
        }
        return accounts;
    }

    static SlashDn dn(int number) {
        return new SlashDn("/DC=org/DC=example/OU=People/CN=User " + number);
    }

    static SubjectKey key(int number) {
        return SubjectKey.of(dn(number));
    }

    /** A session factory as the service has it, with the settings of its resources and caches of its own. */
    static SessionFactory sessions(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(CurrentLease.class);
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        configuration.setProperty("hibernate.generate_statistics", true);
        configuration
                .getProperties()
                .put("hibernate.javax.cache.cache_manager", new CaffeineCachingProvider().getCacheManager());
        return configuration.buildSessionFactory();
    }

    static String hex(SubjectKey key) {
        return HexFormat.of().formatHex(key.bytes());
    }
}
