package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.PoolRules;
import org.gridauthz.jobs.Claims;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Releases leases that nobody used for as long as the pool's rules say, once a day on one instance. A lease counts as
 * used on the day it was made. Days are counted in 64 bits: the original's 32-bit milliseconds turned 60 days into ten.
 */
public final class IdleRelease {
    static final String JOB = "release-idle-leases";

    private static final Duration RUN_TAKES = Duration.ofHours(1);
    private static final long MILLIS_A_DAY = Duration.ofDays(1).toMillis();
    /** For how many days uses are kept; no pool may be idle for longer. */
    private static final int USES_KEPT_DAYS = 1100;

    private final JdbcClient jdbc;
    private final LeaseRelease release;
    private final LeaseUses uses;
    private final Claims claims;
    private final PoolRules.Source rules;
    private final InstantSource clock;

    /** @param rules which pools are recyclable, and after how many days */
    public IdleRelease(
            DataSource dataSource,
            LeaseRelease release,
            LeaseUses uses,
            Claims claims,
            PoolRules.Source rules,
            InstantSource clock) {
        jdbc = JdbcClient.create(dataSource);
        this.release = release;
        this.uses = uses;
        this.claims = claims;
        this.rules = rules;
        this.clock = clock;
    }

    /** Does today's run if no instance has it; returns how many leases were released. */
    public int run() {
        int today = (int) Math.floorDiv(clock.millis(), MILLIS_A_DAY);
        if (!claims.claim(JOB, today, clock.instant(), RUN_TAKES)) {
            return 0;
        }
        int released = 0;
        for (String pool : jdbc.sql("SELECT DISTINCT pool FROM pool_account")
                .query(String.class)
                .list()) {
            PoolRules rule = rules.of(pool);
            int oldest = today - rule.unusedDays();
            String reason = "unused for " + rule.unusedDays() + " days";
            if (release.release(idle(pool, rule.recyclable(), oldest), reason, epoch -> {})
                    instanceof PoolChange.Done done) {
                released += done.accounts();
            }
        }
        uses.prune(today - USES_KEPT_DAYS);
        claims.finished(JOB, today, clock.instant());
        return released;
    }

    /** Accounts whose lease was neither made nor used on this day or later; those set singly go before the pool's rule. */
    private List<String> idle(String pool, boolean recyclable, int oldest) {
        return jdbc.sql("""
                SELECT c.account FROM current_lease c JOIN pool_account a ON a.account = c.account
                WHERE c.pool = ? AND a.locked = FALSE AND COALESCE(a.recyclable, ?) = TRUE AND c.at_ms < ?
                  AND NOT EXISTS (SELECT 1 FROM lease_use u
                      WHERE u.account = c.account AND u.turn = c.turn AND u.used_day >= ?)
                """)
                .params(pool, recyclable, oldest * MILLIS_A_DAY, oldest)
                .query(String.class)
                .list();
    }
}
