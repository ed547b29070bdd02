package org.gridauthz.changes.store;

import java.util.Objects;
import org.gridauthz.changes.Epoch;
import org.springframework.jdbc.core.JdbcOperations;

/** The one row of {@code change_head}. */
final class Heads {
    private static final String READ = "SELECT generation, seq FROM change_head WHERE one = 1";

    private Heads() {}

    static Epoch read(JdbcOperations jdbc) {
        return query(jdbc, READ);
    }

    /** Reads it and keeps others from bumping it until this transaction ends. */
    static Epoch lock(JdbcOperations jdbc) {
        return query(jdbc, READ + " FOR UPDATE");
    }

    /** Bumps it by one; false when somebody else did since it was read. */
    static boolean bump(JdbcOperations jdbc, Epoch from) {
        return jdbc.update(
                        "UPDATE change_head SET seq = ? WHERE one = 1 AND seq = ? AND generation = ?",
                        from.seq() + 1,
                        from.seq(),
                        from.generation())
                == 1;
    }

    private static Epoch query(JdbcOperations jdbc, String sql) {
        return Objects.requireNonNull(
                jdbc.queryForObject(sql, (row, number) -> new Epoch(row.getString(1), row.getLong(2))));
    }
}
