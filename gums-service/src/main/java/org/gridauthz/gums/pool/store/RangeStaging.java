package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a range in transactions of at most {@value #CHUNK} rows while nobody reads it; making it current is one row. What
 * a process leaves behind when it dies meanwhile is cleared away by the next one that wants the accounts.
 */
final class RangeStaging {
    private static final int CHUNK = 400;
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
    /** Well before it may be cleared away by another instance. */
    private static final Duration CURRENT_WITHIN = Duration.ofMinutes(5);

    private static final Retry RETRY = new Retry(Duration.ofSeconds(10));

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /**
     * What staging came to.
     *
     * @param id of the staged range; null if an account exists already
     * @param existing accounts that do, some of them
     */
    record Staged(@Nullable String id, List<String> existing) {}

    RangeStaging(DataSource dataSource, InstantSource clock) {
        template = new JdbcTemplate(dataSource);
        jdbc = JdbcClient.create(template);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
    }

    Staged stage(String pool, String text, List<String> accounts) {
        clearAbandoned();
        List<String> existing = existing(accounts);
        if (!existing.isEmpty()) {
            return new Staged(null, existing);
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        RETRY.call(() -> jdbc.sql(
                        "INSERT INTO pool_range (id, pool, accounts, ready, added_at) VALUES (?, ?, ?, FALSE, ?)")
                .params(id, pool, text, clock.millis())
                .update());
        try {
            for (List<String> chunk : chunks(accounts)) {
                RETRY.call(() -> insert(pool, id, chunk));
            }
        } catch (DuplicateKeyException raced) {
            clear(id);
            return new Staged(null, existing(accounts));
        }
        return new Staged(id, List.of());
    }

    /** Shows a staged range to everybody; part of the caller's transaction. */
    void makeCurrent(String id) {
        int rows = jdbc.sql("UPDATE pool_range SET ready = TRUE WHERE id = ? AND added_at > ?")
                .params(id, clock.millis() - CURRENT_WITHIN.toMillis())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("the range was staged too long ago");
        }
    }

    /** A chunk whose first attempt came through after all is left as it is. */
    private @Nullable Void insert(String pool, String id, List<String> chunk) {
        transaction.executeWithoutResult(status -> {
            long there = jdbc.sql("SELECT COUNT(*) FROM pool_account WHERE range_id = :id AND account IN (:accounts)")
                    .param("id", id)
                    .param("accounts", chunk)
                    .query(Long.class)
                    .single();
            if (there < chunk.size()) {
                template.batchUpdate(
                        "INSERT INTO pool_account (account, pool, range_id, place, locked) VALUES (?, ?, ?, ?, FALSE)",
                        chunk.stream()
                                .map(account -> new Object[] {account, pool, id, AccountPlace.of(account)})
                                .toList());
            }
        });
        return null;
    }

    private List<String> existing(List<String> accounts) {
        List<String> existing = new ArrayList<>();
        for (List<String> chunk : chunks(accounts)) {
            existing.addAll(jdbc.sql("SELECT account FROM pool_account WHERE account IN (:accounts)")
                    .param("accounts", chunk)
                    .query(String.class)
                    .list());
        }
        return existing;
    }

    private void clearAbandoned() {
        jdbc.sql("SELECT id FROM pool_range WHERE ready = FALSE AND added_at < ?")
                .param(clock.millis() - ABANDONED_AFTER.toMillis())
                .query(String.class)
                .list()
                .forEach(this::clear);
    }

    private void clear(String id) {
        List<String> staged = jdbc.sql("SELECT account FROM pool_account WHERE range_id = ?")
                .param(id)
                .query(String.class)
                .list();
        for (List<String> chunk : chunks(staged)) {
            // Not by the range alone: it may have become current since it was looked at.
            RETRY.call(
                    () -> jdbc.sql("""
                            DELETE FROM pool_account WHERE account IN (:accounts) AND range_id = :id
                              AND EXISTS (SELECT 1 FROM pool_range r WHERE r.id = :id AND r.ready = FALSE)
                            """).param("accounts", chunk).param("id", id).update());
        }
        RETRY.call(() -> jdbc.sql("DELETE FROM pool_range WHERE id = ? AND ready = FALSE")
                .param(id)
                .update());
    }

    private static List<List<String>> chunks(List<String> accounts) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < accounts.size(); from += CHUNK) {
            chunks.add(accounts.subList(from, Math.min(from + CHUNK, accounts.size())));
        }
        return chunks;
    }
}
