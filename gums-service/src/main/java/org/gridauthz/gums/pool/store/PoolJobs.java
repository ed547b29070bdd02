package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets one instance do a scheduled run: whoever inserts the row has it, until its end. After that another may take the
 * next attempt, so a run whose instance died is done all the same; runs are safe to repeat.
 */
public final class PoolJobs {
    private static final Retry RETRY = new Retry(Duration.ofSeconds(5));

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final String owner;

    /** @param owner names this instance to people */
    public PoolJobs(DataSource dataSource, InstantSource clock, String owner) {
        jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * Whether this instance shall do the run.
     *
     * @param slot which run of the job, such as the day
     * @param lasting after how long another may take it over
     */
    public boolean claim(String job, long slot, Duration lasting) {
        return RETRY.call(() -> {
            record Attempt(int attempt, long until) {}
            List<Attempt> last = jdbc.sql(
                            "SELECT attempt, until_ms FROM pool_job WHERE job = ? AND slot = ? ORDER BY attempt DESC LIMIT 1")
                    .params(job, slot)
                    .query((row, i) -> new Attempt(row.getInt("attempt"), row.getLong("until_ms")))
                    .list();
            if (!last.isEmpty() && last.getFirst().until() > clock.millis()) {
                return false;
            }
            try {
                jdbc.sql("INSERT INTO pool_job (job, slot, attempt, owner, until_ms) VALUES (?, ?, ?, ?, ?)")
                        .params(job, slot, last.isEmpty() ? 1 : last.getFirst().attempt() + 1)
                        .params(owner, clock.millis() + lasting.toMillis())
                        .update();
                return true;
            } catch (DuplicateKeyException another) {
                return false;
            }
        });
    }

    /** The run is done: nobody takes it over. */
    public void done(String job, long slot) {
        RETRY.call(() -> jdbc.sql("UPDATE pool_job SET until_ms = ? WHERE job = ? AND slot = ?")
                .params(Long.MAX_VALUE, job, slot)
                .update());
    }
}
