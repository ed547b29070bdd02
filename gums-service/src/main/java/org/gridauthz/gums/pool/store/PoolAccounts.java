package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.PoolChange.Code;
import org.gridauthz.gums.pool.TurnState;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which accounts are in which pool: adding and removing ranges, locking, and whether one may be recycled. */
public final class PoolAccounts {
    /** The kind of change; its keys are pool names. */
    public static final String KIND = "pool-accounts";

    /** Accounts of one transaction: up to three rows each. */
    private static final int CHUNK = 150;

    private static final int ATTEMPTS = 5;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Duration quarantine;
    private final RangeStaging staging;

    /** @param quarantine how long an account rests that is removed while it is leased */
    public PoolAccounts(DataSource dataSource, ChangeLog changes, InstantSource clock, Duration quarantine) {
        template = new JdbcTemplate(dataSource);
        jdbc = JdbcClient.create(template);
        this.changes = changes;
        this.clock = clock;
        this.quarantine = quarantine;
        staging = new RangeStaging(dataSource, clock);
    }

    /** Adds a range, all of it or nothing; an account that is in any pool already refuses it, as in the original. */
    public PoolChange add(String pool, AccountRange range, ChangeWork alongside) {
        return add(pool, range, range.accounts(), alongside);
    }

    /** Adds those accounts of a range that are not in this pool yet; for a policy document that lists all of them. */
    public PoolChange ensure(String pool, AccountRange range, ChangeWork alongside) {
        Set<String> there = new HashSet<>(in(jdbc, pool, range.accounts()));
        List<String> missing =
                range.accounts().stream().filter(a -> !there.contains(a)).toList();
        return missing.isEmpty() ? new PoolChange.Done(0, null) : add(pool, range, missing, alongside);
    }

    private PoolChange add(String pool, AccountRange range, List<String> accounts, ChangeWork alongside) {
        RangeStaging.Staged staged = staging.stage(pool, range.text(), accounts);
        String id = staged.id();
        if (id == null) {
            String message = "One or more accounts already exist for '" + pool + " " + range + "'. None were added.";
            return new PoolChange.Refused(Code.ACCOUNTS_EXIST, message, staged.existing());
        }
        Epoch epoch = changes.write(KIND, List.of(pool), place -> {
            staging.makeCurrent(id);
            alongside.run(place);
        });
        return new PoolChange.Done(accounts.size(), epoch);
    }

    /**
     * Removes a range. Without {@code evenLeased} it is refused when any account is somebody's; with it those are
     * released by it. Ranges above {@value #CHUNK} accounts go in several transactions; safe to repeat.
     */
    public PoolChange remove(String pool, AccountRange range, boolean evenLeased, String reason, ChangeWork alongside) {
        PoolChange.Refused unknown = unknown(jdbc, pool, range);
        if (unknown != null) {
            return unknown;
        }
        List<String> all = range.accounts();
        Epoch last = null;
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
            PoolChange done = withdraw(pool, chunk, evenLeased, reason, alongside);
            if (!(done instanceof PoolChange.Done part)) {
                return done;
            }
            last = part.epoch();
        }
        return new PoolChange.Done(all.size(), last);
    }

    /**
     * Keeps an account from being given to anybody new, and from being released by the unused-for-long job. A lease that
     * is held goes on.
     */
    public PoolChange lock(String pool, String account, String reason, ChangeWork alongside) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LastTurn last = lastTurns(pool, List.of(account)).getFirst();
            ChangeWork lock = epoch -> {
                if (!last.leased()) {
                    // As a turn, so that a lease made at this moment collides with it.
                    LastTurn.withdraw(template, List.of(last), clock.millis(), 0, reason);
                }
                alongside.run(epoch);
            };
            try {
                return set(pool, account, "locked = TRUE", lock);
            } catch (DuplicateKeyException overtaken) {
                // leased, released or freed meanwhile: look again
            }
        }
        return new PoolChange.Refused(Code.OVERTAKEN, "others change the same account", List.of(account));
    }

    /** Ends a lock. */
    public PoolChange unlock(String pool, String account, ChangeWork alongside) {
        return set(pool, account, "locked = FALSE", alongside);
    }

    /** Sets whether the lease of this account may be released for not being used; null follows the pool's rule. */
    public PoolChange recyclable(String pool, String account, @Nullable Boolean recyclable, ChangeWork alongside) {
        String value = recyclable == null ? "NULL" : recyclable ? "TRUE" : "FALSE";
        return set(pool, account, "recyclable = " + value, alongside);
    }

    private PoolChange set(String pool, String account, String assignment, ChangeWork work) {
        if (in(jdbc, pool, List.of(account)).isEmpty()) {
            return new PoolChange.Refused(Code.ACCOUNTS_UNKNOWN, "no such account in " + pool, List.of(account));
        }
        Epoch epoch = changes.write(KIND, List.of(pool), place -> {
            jdbc.sql("UPDATE pool_account SET " + assignment + " WHERE account = ? AND pool = ?")
                    .params(account, pool)
                    .update();
            work.run(place);
        });
        return new PoolChange.Done(1, epoch);
    }

    private PoolChange withdraw(
            String pool, List<String> accounts, boolean evenLeased, String reason, ChangeWork with) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<LastTurn> turns = lastTurns(pool, accounts);
            List<String> leased = turns.stream()
                    .filter(LastTurn::leased)
                    .map(LastTurn::account)
                    .toList();
            if (!leased.isEmpty() && !evenLeased) {
                return new PoolChange.Refused(Code.ACCOUNTS_LEASED, "one or more accounts are leased", leased);
            }
            Instant now = clock.instant();
            ChangeWork work = epoch -> {
                long restedAt = now.plus(quarantine).toEpochMilli();
                LastTurn.withdraw(template, turns, now.toEpochMilli(), restedAt, reason);
                jdbc.sql("DELETE FROM pool_account WHERE pool = :pool AND account IN (:accounts)")
                        .param("pool", pool)
                        .param("accounts", accounts)
                        .update();
                with.run(epoch);
            };
            try {
                Epoch epoch = leased.isEmpty()
                        ? changes.write(KIND, List.of(pool), work)
                        : changes.write(LeaseRelease.KIND, leased, work);
                return new PoolChange.Done(accounts.size(), epoch);
            } catch (DuplicateKeyException overtaken) {
                // leased, released or locked meanwhile: look again
            }
        }
        return new PoolChange.Refused(Code.OVERTAKEN, "others change the same accounts", accounts);
    }

    private List<LastTurn> lastTurns(String pool, List<String> accounts) {
        Map<String, LastTurn> known = LastTurn.of(jdbc, accounts);
        List<LastTurn> turns = new ArrayList<>();
        for (String account : accounts) {
            turns.add(known.getOrDefault(account, new LastTurn(account, pool, 0, TurnState.FREE, 0)));
        }
        return turns;
    }

    static PoolChange.@Nullable Refused unknown(JdbcClient jdbc, String pool, AccountRange range) {
        Set<String> unknown = new HashSet<>(range.accounts());
        in(jdbc, pool, range.accounts()).forEach(unknown::remove);
        return unknown.isEmpty()
                ? null
                : new PoolChange.Refused(
                        Code.ACCOUNTS_UNKNOWN,
                        "One or more accounts do not exist for '" + pool + " " + range + "'.",
                        List.copyOf(unknown));
    }

    private static List<String> in(JdbcClient jdbc, String pool, List<String> accounts) {
        List<String> found = new ArrayList<>();
        for (int from = 0; from < accounts.size(); from += 500) {
            found.addAll(jdbc.sql("""
                            SELECT a.account FROM pool_account a JOIN pool_range r ON r.id = a.range_id
                            WHERE r.ready = TRUE AND a.pool = :pool AND a.account IN (:accounts)
                            """)
                    .param("pool", pool)
                    .param("accounts", accounts.subList(from, Math.min(from + 500, accounts.size())))
                    .query(String.class)
                    .list());
        }
        return found;
    }
}
