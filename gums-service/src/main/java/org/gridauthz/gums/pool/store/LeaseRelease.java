package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.PoolChange;
import org.gridauthz.gums.pool.PoolChange.Code;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ends leases. A release changes decisions, so it goes through the change log and is in force on every instance when a
 * ban would be; the account rests for the quarantine, so that no instance that has not heard of it can meet a new holder.
 */
public final class LeaseRelease {
    /** The kind of change; its keys are account names. */
    public static final String KIND = "lease-release";

    /** Accounts released in one transaction. */
    static final int CHUNK = 200;

    private static final int ATTEMPTS = 5;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Duration quarantine;

    /** @param quarantine how long accounts rest, the same on all instances */
    public LeaseRelease(DataSource dataSource, ChangeLog changes, InstantSource clock, Duration quarantine) {
        template = new JdbcTemplate(dataSource);
        jdbc = JdbcClient.create(template);
        this.changes = changes;
        this.clock = clock;
        this.quarantine = quarantine;
    }

    /**
     * Releases those of the accounts that are leased, in transactions of {@value #CHUNK}; safe to repeat.
     *
     * @param reason kept in the history, at most 500 characters
     * @param alongside rows that belong into the same transactions, such as the audit's
     * @return how many were, with the place of the last change
     */
    public PoolChange release(Collection<String> accounts, String reason, ChangeWork alongside) {
        int released = 0;
        Epoch last = null;
        List<String> all = List.copyOf(accounts);
        for (int from = 0; from < all.size(); from += CHUNK) {
            PoolChange done = releaseChunk(all.subList(from, Math.min(from + CHUNK, all.size())), reason, alongside);
            if (!(done instanceof PoolChange.Done chunk)) {
                return done;
            }
            released += chunk.accounts();
            last = chunk.epoch() == null ? last : chunk.epoch();
        }
        return new PoolChange.Done(released, last);
    }

    /** Releases a range of one pool, or a single account; the accounts stay in the pool. */
    public PoolChange unassign(String pool, AccountRange range, String reason, ChangeWork alongside) {
        PoolChange.Refused unknown = PoolAccounts.unknown(jdbc, pool, range);
        return unknown != null ? unknown : release(range.accounts(), reason, alongside);
    }

    private PoolChange releaseChunk(List<String> accounts, String reason, ChangeWork alongside) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<LastTurn> leased = LastTurn.of(jdbc, accounts).values().stream()
                    .filter(LastTurn::leased)
                    .toList();
            if (leased.isEmpty()) {
                return new PoolChange.Done(0, null);
            }
            Epoch epoch = write(leased, reason, alongside);
            if (epoch != null) {
                return new PoolChange.Done(leased.size(), epoch);
            }
        }
        return new PoolChange.Refused(Code.OVERTAKEN, "others change the same accounts", accounts);
    }

    /** Null if somebody else was faster with one of them. */
    private @Nullable Epoch write(List<LastTurn> leased, String reason, ChangeWork alongside) {
        List<String> keys = leased.stream().map(LastTurn::account).toList();
        Instant now = clock.instant();
        try {
            return changes.write(KIND, keys, epoch -> {
                LastTurn.quarantine(
                        template,
                        leased,
                        now.toEpochMilli(),
                        now.plus(quarantine).toEpochMilli(),
                        reason);
                alongside.run(epoch);
            });
        } catch (DuplicateKeyException overtaken) {
            return null;
        }
    }
}
