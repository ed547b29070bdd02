package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.UseLog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes on which days leases were used. Instances that saw the same use write the same row. */
public final class LeaseUses {
    private static final Retry RETRY = new Retry(Duration.ofSeconds(10));
    private static final int PRUNE_CHUNK = 500;

    private final JdbcTemplate template;
    private final TransactionTemplate transaction;

    /** Writes to this database. */
    public LeaseUses(DataSource dataSource) {
        template = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** At most {@value UseLog#BATCH} uses, in one transaction; safe to repeat. */
    public void write(List<UseLog.Use> uses) {
        RETRY.call(() -> transaction.execute(status -> template.batchUpdate(
                "INSERT IGNORE INTO lease_use (account, turn, used_day) VALUES (?, ?, ?)",
                uses.stream()
                        .map(use -> new Object[] {use.account(), use.turn(), use.day()})
                        .toList())));
    }

    /** Removes uses before a day (since 1970), in small transactions; returns how many. */
    public int prune(int day) {
        int pruned = 0;
        int last = PRUNE_CHUNK;
        while (last == PRUNE_CHUNK) {
            last = RETRY.call(
                    () -> template.update("DELETE FROM lease_use WHERE used_day < ? LIMIT " + PRUNE_CHUNK, day));
            pruned += last;
        }
        return pruned;
    }
}
