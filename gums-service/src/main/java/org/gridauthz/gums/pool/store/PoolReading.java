package org.gridauthz.gums.pool.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.AccountName;
import org.gridauthz.gums.pool.Assignments;
import org.gridauthz.gums.pool.PoolAccount;
import org.gridauthz.gums.pool.PoolPage;
import org.gridauthz.gums.pool.PoolRules;
import org.gridauthz.gums.pool.PoolStatus;
import org.gridauthz.gums.pool.Tenancy;
import org.gridauthz.gums.pool.TurnState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people and files want to know of pools; never creates a lease, and nothing a decision waits for. */
public final class PoolReading {
    private static final int MAX_TENANCIES = 1_000;

    private static final String ACCOUNTS = """
        SELECT a.account, l.state, l.at_ms, l.until_ms, l.subject_name, a.locked, a.recyclable,
            (SELECT MAX(u.used_day) FROM lease_use u WHERE u.account = l.account AND u.turn = l.turn) AS used
        FROM pool_account a
        JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
        LEFT JOIN lease l ON l.account = a.account
            AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
        """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final PoolRules.Source rules;

    /** @param rules for the warnings */
    public PoolReading(DataSource dataSource, InstantSource clock, PoolRules.Source rules) {
        jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
        this.rules = rules;
    }

    /** Every pool's counts, by name. */
    public List<PoolStatus> status() {
        return jdbc.sql("""
            SELECT a.pool, COUNT(*) AS size,
                SUM(CASE WHEN l.state = 'LEASED' THEN 1 ELSE 0 END) AS leased,
                SUM(CASE WHEN a.locked = FALSE AND l.until_ms > ? THEN 1 ELSE 0 END) AS resting,
                SUM(CASE WHEN a.locked = TRUE AND COALESCE(l.state, 'FREE') <> 'LEASED' THEN 1 ELSE 0 END) AS kept
            FROM pool_account a
            JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
            LEFT JOIN lease l ON l.account = a.account
                AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
            GROUP BY a.pool ORDER BY a.pool
            """)
                .param(clock.millis())
                .query((row, i) -> {
                    String pool = row.getString("pool");
                    return PoolStatus.of(
                            pool,
                            row.getLong("size"),
                            row.getLong("leased"),
                            row.getLong("resting"),
                            row.getLong("kept"),
                            rules.of(pool));
                })
                .list();
    }

    /** A pool's accounts in numeric order; empty for a pool that is not there. */
    public List<PoolAccount> accounts(String pool) {
        return jdbc.sql(ACCOUNTS + "WHERE a.pool = ?").param(pool).query((row, i) -> account(row)).list().stream()
                .sorted((one, other) -> AccountName.NUMERIC_ORDER.compare(one.account(), other.account()))
                .toList();
    }

    /**
     * A part of a pool's accounts. Its names are looked for first, so that the leases of as many accounts are read, however large the pool is.
     *
     * @param text what the account's name or its holder's holds, in any case; empty: all
     * @param from how many before it
     * @param most at most so many
     */
    public PoolPage page(String pool, String text, int from, int most) {
        List<Object> wanted = new ArrayList<>(List.of(pool));
        String where = "FROM pool_account a JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE WHERE a.pool = ?";
        if (!text.isEmpty()) {
            String lower = text.toLowerCase(Locale.ROOT);
            where += """
                 AND (LOCATE(?, LOWER(a.account)) > 0 OR a.account IN (
                    SELECT l.account FROM lease l WHERE l.pool = ? AND l.state = 'LEASED' AND LOCATE(?, LOWER(l.subject_name)) > 0
                        AND NOT EXISTS (SELECT 1 FROM lease n WHERE n.account = l.account AND n.turn = l.turn + 1)))
                """;
            wanted.addAll(List.of(lower, pool, lower));
        }
        long count = jdbc.sql("SELECT COUNT(*) " + where)
                .params(wanted)
                .query(Long.class)
                .single();
        wanted.addAll(List.of(most, from));
        List<String> names = jdbc.sql("SELECT a.account " + where + " ORDER BY a.account LIMIT ? OFFSET ?")
                .params(wanted)
                .query(String.class)
                .list();
        return new PoolPage(
                count,
                names.isEmpty()
                        ? List.of()
                        : jdbc.sql(ACCOUNTS + "WHERE a.account IN (:names) ORDER BY a.account")
                                .param("names", names)
                                .query((row, i) -> account(row))
                                .list());
    }

    /** The assignment string of the original for a pool, gums.md §4.3; empty for a pool that is not there. */
    public String assignments(String pool) {
        Map<String, Boolean> leased = new HashMap<>();
        jdbc.sql("""
            SELECT a.account, c.account AS held
            FROM pool_account a
            JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
            LEFT JOIN current_lease c ON c.account = a.account
            WHERE a.pool = ?
            """).param(pool).query(row -> {
            leased.put(row.getString("account"), row.getString("held") != null);
        });
        return Assignments.describe(leased);
    }

    /** Who has and had an account, the newest first, at most {@value #MAX_TENANCIES}. */
    public List<Tenancy> tenancies(String account) {
        return jdbc.sql("""
            SELECT l.pool, l.account, l.subject_name, l.at_ms, n.at_ms AS ended, n.reason
            FROM lease l LEFT JOIN lease n ON n.account = l.account AND n.turn = l.turn + 1
            WHERE l.account = ? AND l.state = 'LEASED' ORDER BY l.turn DESC LIMIT
            """ + MAX_TENANCIES)
                .param(account)
                .query((row, i) -> {
                    Instant ended = instant(row, "ended");
                    return new Tenancy(
                            row.getString("pool"),
                            row.getString("account"),
                            row.getString("subject_name"),
                            Instant.ofEpochMilli(row.getLong("at_ms")),
                            ended,
                            row.getString("reason"));
                })
                .list();
    }

    private static PoolAccount account(ResultSet row) throws SQLException {
        String state = row.getString("state");
        Number used = (Number) row.getObject("used");
        boolean locked = row.getBoolean("locked");
        boolean recyclable = row.getBoolean("recyclable");
        return new PoolAccount(
                row.getString("account"),
                state == null ? TurnState.FREE : TurnState.valueOf(state),
                instant(row, "at_ms"),
                instant(row, "until_ms"),
                row.getString("subject_name"),
                used == null ? null : LocalDate.ofEpochDay(used.longValue()),
                locked,
                row.getObject("recyclable") == null ? null : recyclable);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
