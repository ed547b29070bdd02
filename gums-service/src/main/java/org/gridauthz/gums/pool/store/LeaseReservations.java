package org.gridauthz.gums.pool.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.pool.AccountName;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.gums.pool.Reserved;
import org.gridauthz.gums.pool.Reserved.Left;
import org.gridauthz.gums.pool.Reserved.Why;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Assignments that a site brought along: accounts kept for the names they had, and the whole of a pool as a gridmapdir shows it. */
public final class LeaseReservations {
    private static final int CHUNK = 100;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final InstantSource clock;

    /** @param changes of the same data source */
    public LeaseReservations(DataSource dataSource, ChangeLog changes, InstantSource clock) {
        template = new JdbcTemplate(dataSource);
        jdbc = JdbcClient.create(template);
        this.changes = changes;
        this.clock = clock;
    }

    /** An account and the name it had; the first of a list counts. */
    public record Assignment(String account, GridmapdirName name) {}

    /** An account as a gridmapdir shows it: with the link of its holder, or alone. */
    public record Shown(String account, @Nullable GridmapdirName link) {}

    /**
     * Keeps accounts for names, in transactions of {@value #CHUNK}; safe to repeat.
     *
     * @param until from when on whoever comes may have them
     * @param dryRun only tells what would be done
     * @param alongside rows that belong into the same transactions, such as the audit's
     */
    public Reserved keep(List<Assignment> assignments, Instant until, boolean dryRun, ChangeWork alongside) {
        List<Left> left = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        int kept = 0;
        Epoch last = null;
        for (int from = 0; from < assignments.size(); from += CHUNK) {
            List<Assignment> chunk = assignments.subList(from, Math.min(from + CHUNK, assignments.size()));
            Map<String, String> pools = pools(chunk);
            Set<String> leased = leased(chunk);
            Map<Assignment, String> good = new LinkedHashMap<>();
            for (Assignment one : chunk) {
                String pool = pools.get(one.account());
                Why why = pool == null
                        ? Why.ACCOUNT_UNKNOWN
                        : leased.contains(one.account())
                                ? Why.ACCOUNT_WAS_LEASED
                                : !accounts.add(one.account())
                                        ? Why.ACCOUNT_REPEATED
                                        : !names.add(pool + "\n" + one.name().folded()) ? Why.NAME_REPEATED : null;
                if (why == null) {
                    good.put(one, Objects.requireNonNull(pool));
                } else {
                    left.add(new Left(one.account(), one.name().text(), why));
                }
            }
            kept += good.size();
            if (!dryRun && !good.isEmpty()) {
                last = changes.write(PoolAccounts.KIND, List.copyOf(new HashSet<>(good.values())), epoch -> {
                    write(good, until);
                    alongside.run(epoch);
                });
            }
        }
        return new Reserved(kept, left, left.size(), last);
    }

    private void write(Map<Assignment, String> assignments, Instant until) {
        List<Object[]> keys = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        assignments.forEach((one, pool) -> {
            byte[] key = one.name().key();
            keys.add(new Object[] {one.account(), pool, key});
            rows.add(new Object[] {one.account(), pool, key, one.name().text(), clock.millis(), until.toEpochMilli()});
        });
        template.batchUpdate("DELETE FROM lease_reservation WHERE account = ? OR (pool = ? AND name_key = ?)", keys);
        template.batchUpdate(
                "INSERT INTO lease_reservation (account, pool, name_key, name, at_ms, until_ms) VALUES (?, ?, ?, ?, ?,"
                        + " ?)",
                rows);
    }

    private Map<String, String> pools(List<Assignment> chunk) {
        Map<String, String> pools = new HashMap<>();
        jdbc.sql("""
            SELECT a.account, a.pool FROM pool_account a JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
            WHERE a.account IN (:accounts)
            """)
                .param("accounts", chunk.stream().map(Assignment::account).toList())
                .query((row, i) -> pools.put(row.getString(1), row.getString(2)))
                .list();
        return pools;
    }

    private Set<String> leased(List<Assignment> chunk) {
        return Set.copyOf(jdbc.sql(
                        "SELECT DISTINCT account FROM lease WHERE state = 'LEASED' AND account IN (:accounts)")
                .param("accounts", chunk.stream().map(Assignment::account).toList())
                .query(String.class)
                .list());
    }

    /** A pool as a gridmapdir shows it, in numeric order: whose accounts are, and for whom they are kept. */
    public List<Shown> gridmapdir(String pool) {
        return jdbc
                .sql("""
                    SELECT a.account, l.state, l.subject_name, v.name, v.until_ms,
                        (SELECT COUNT(*) FROM lease x WHERE x.account = a.account AND x.state = 'LEASED') AS leases
                    FROM pool_account a
                    JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
                    LEFT JOIN lease l ON l.account = a.account
                        AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
                    LEFT JOIN lease_reservation v ON v.account = a.account
                    WHERE a.pool = ?
                    """)
                .param(pool)
                .query((row, i) -> {
                    String kept = row.getString("name");
                    String holder = "LEASED".equals(row.getString("state")) ? row.getString("subject_name") : null;
                    boolean counts = row.getLong("leases") == 0 && row.getLong("until_ms") > clock.millis();
                    return new Shown(row.getString("account"), link(holder, kept, counts));
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(Shown::account, AccountName.NUMERIC_ORDER))
                .toList();
    }

    /** The link as it was found, if it is the holder's: it may name groups. Tokens have no links. */
    private static @Nullable GridmapdirName link(@Nullable String holder, @Nullable String kept, boolean counts) {
        GridmapdirName found = kept == null ? null : new GridmapdirName(kept);
        if (holder == null) {
            return counts ? found : null;
        }
        if (!holder.startsWith("/")) {
            return null;
        }
        GridmapdirName own = GridmapdirName.of(holder);
        return found != null && found.folded().equals(own.folded()) ? found : own;
    }
}
