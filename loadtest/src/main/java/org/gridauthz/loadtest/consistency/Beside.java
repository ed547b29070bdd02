package org.gridauthz.loadtest.consistency;

import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rows that somebody else writes at a third member meanwhile, as leases and member lists are: they conflict with nothing, and every member applies them. */
final class Beside implements AutoCloseable {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS beside (id CHAR(36) PRIMARY KEY, word VARCHAR(200) NOT NULL)";

    private static final String WORD = "x".repeat(200);

    private final SingleConnectionDataSource session;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param perSecond rows, at most; each its own transaction */
    Beside(String url, int perSecond) {
        session = new SingleConnectionDataSource(url, true);
        JdbcTemplate jdbc = new JdbcTemplate(session);
        long pause = 1_000_000_000L / perSecond;
        thread = Thread.ofPlatform().daemon().name("writes-beside").start(() -> {
            while (!stopped) {
                long next = System.nanoTime() + pause;
                try {
                    jdbc.update(
                            "INSERT INTO beside (id, word) VALUES (?, ?)",
                            UUID.randomUUID().toString(),
                            WORD);
                } catch (DataAccessException refused) {
                    // A cluster may refuse any commit; the next row is as good.
                }
                LockSupport.parkNanos(next - System.nanoTime());
            }
        });
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.destroy();
    }
}
