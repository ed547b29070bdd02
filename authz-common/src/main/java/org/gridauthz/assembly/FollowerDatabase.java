package org.gridauthz.assembly;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Connections of the follower alone, so that no burst of other work keeps a ban waiting.
 *
 * @param pool not a bean itself: Boot's own data source stays the only one
 */
public record FollowerDatabase(HikariDataSource pool) implements AutoCloseable {
    @Override
    public void close() {
        pool.close();
    }
}
