package org.gridauthz.changes.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Removes rows of the log that no follower needs any more. Any instance may do it, also several at once. The rows left
 * are always contiguous and end with the head's; clocks that differ shift the age only.
 */
public final class Pruning {
    /** How long rows are kept: a follower that slept for less catches up row by row. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final int CHUNK = 500;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    /** @param clock as for {@link ChangeLog} */
    public Pruning(DataSource dataSource, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** Removes at most {@value #CHUNK} of the oldest rows past their time, in one transaction; returns how many. */
    public int pruneSome() {
        List<Row> oldest = jdbc.query(
                "SELECT seq, written_at FROM change_log WHERE seq < (SELECT seq FROM change_head WHERE one = 1)"
                        + " ORDER BY seq LIMIT ?",
                (row, number) -> new Row(row.getLong(1), row.getLong(2)),
                CHUNK);
        long cutoff = clock.millis() - KEPT.toMillis();
        long last = -1;
        for (Row row : oldest) {
            if (row.writtenAt >= cutoff) {
                break;
            }
            last = row.seq;
        }
        return last < 0 ? 0 : jdbc.update("DELETE FROM change_log WHERE seq <= ?", last);
    }

    private record Row(long seq, long writtenAt) {}
}
