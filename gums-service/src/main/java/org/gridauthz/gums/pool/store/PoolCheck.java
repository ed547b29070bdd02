package org.gridauthz.gums.pool.store;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for what must never be: an account with two holders, a subject with two accounts of a pool, a history with a
 * hole or a forbidden step, a quarantine cut short. Reads only; the statement is also for sites to run as it is.
 */
public final class PoolCheck {
    /** Returns one row a violation: what is wrong, with which account, at which turn. No row is good. */
    public static final String SQL = """
            SELECT 'account-held-twice' AS violation, account, turn
            FROM lease GROUP BY account, turn HAVING COUNT(*) > 1
            UNION ALL
            SELECT 'subject-holds-two', MIN(c.account), MIN(c.turn)
            FROM current_lease c GROUP BY c.pool, c.subject HAVING COUNT(*) > 1
            UNION ALL
            SELECT 'subject-turn-twice', MIN(l.account), MIN(l.turn)
            FROM lease l WHERE l.subject IS NOT NULL
            GROUP BY l.pool, l.subject, l.subject_turn HAVING COUNT(*) > 1
            UNION ALL
            SELECT 'turn-missing', l.account, l.turn
            FROM lease l LEFT JOIN lease p ON p.account = l.account AND p.turn = l.turn - 1
            WHERE l.turn > 1 AND p.turn IS NULL
            UNION ALL
            SELECT 'forbidden-step', l.account, l.turn
            FROM lease l LEFT JOIN lease p ON p.account = l.account AND p.turn = l.turn - 1
            WHERE (l.turn = 1 OR p.turn IS NOT NULL) AND NOT (
                (l.state = 'LEASED' AND COALESCE(p.state, 'FREE') = 'FREE')
                OR (l.state = 'QUARANTINED' AND COALESCE(p.state, 'FREE') = 'LEASED')
                OR (l.state = 'FREE' AND COALESCE(p.state, 'FREE') IN ('QUARANTINED', 'WITHDRAWN'))
                OR (l.state = 'WITHDRAWN' AND COALESCE(p.state, 'FREE') IN ('FREE', 'QUARANTINED', 'WITHDRAWN')))
            UNION ALL
            SELECT 'quarantine-cut-short', l.account, l.turn
            FROM lease l JOIN lease p ON p.account = l.account AND p.turn = l.turn - 1
            WHERE l.state = 'FREE' AND l.at_ms < p.until_ms
            UNION ALL
            SELECT 'leased-outside-pool', c.account, c.turn
            FROM current_lease c LEFT JOIN pool_account a ON a.account = c.account AND a.pool = c.pool
            WHERE a.account IS NULL
            """;

    private PoolCheck() {}

    /**
     * A broken promise.
     *
     * @param violation a stable code
     * @param account where
     * @param turn at which turn of it
     */
    public record Violation(String violation, String account, long turn) {}

    /** What the statement finds. */
    public static List<Violation> violations(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql(SQL)
                .query((row, i) ->
                        new Violation(row.getString("violation"), row.getString("account"), row.getLong("turn")))
                .list();
    }
}
