package org.gridauthz.gums.pool.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.gums.pool.Lease;
import org.gridauthz.gums.pool.TurnState;
import org.gridauthz.identity.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads whose accounts are and inserts leases; each method is one statement and so one transaction. */
final class LeaseRows {
    /** Longest subject name kept, in characters. */
    private static final int MAX_NAME = 4200;

    private static final String CANDIDATES = """
        SELECT a.account, l.turn, l.state
        FROM pool_account a
        JOIN pool_range r ON r.id = a.range_id AND r.ready = TRUE
        LEFT JOIN lease l ON l.account = a.account
            AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = a.account)
        WHERE a.pool = ? AND a.locked = FALSE
          AND (l.state IS NULL OR l.state = 'FREE'
            OR (l.state IN ('QUARANTINED', 'WITHDRAWN') AND l.until_ms <= ?))
          AND %s
        ORDER BY a.place
        LIMIT ?
        """;

    /** Kept for a name that had it before GUMS did, and never leased since. */
    private static final String KEPT = """
        EXISTS (SELECT 1 FROM lease_reservation v WHERE v.account = a.account AND v.until_ms > ? %s
            AND NOT EXISTS (SELECT 1 FROM lease x WHERE x.account = v.account AND x.state = 'LEASED'))
        """;

    private final JdbcClient jdbc;

    LeaseRows(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /**
     * How a subject stands in a pool.
     *
     * @param head the head, from the same snapshot
     * @param leases how many leases it had so far
     * @param current the last of them if it holds still
     */
    record Standing(Epoch head, long leases, @Nullable Lease current) {}

    /**
     * An account that may be leased.
     *
     * @param turn its last turn, 0 for none
     * @param rested whether that turn is an ended quarantine, which has to be closed first
     */
    record Candidate(String account, long turn, boolean rested) {}

    Standing standing(String pool, SubjectKey subject) {
        return jdbc.sql("""
            SELECT h.generation, h.seq, l.account, l.turn, l.subject_turn, l.subject_name, l.at_ms, n.turn AS next_turn
            FROM change_head h
            LEFT JOIN lease l ON l.pool = ? AND l.subject = ? AND l.subject_turn =
                (SELECT MAX(m.subject_turn) FROM lease m WHERE m.pool = ? AND m.subject = ?)
            LEFT JOIN lease n ON n.account = l.account AND n.turn = l.turn + 1
            """)
                .params(pool, subject.bytes(), pool, subject.bytes())
                .query((row, i) -> standing(row, pool, subject))
                .single();
    }

    private static Standing standing(ResultSet row, String pool, SubjectKey subject) throws SQLException {
        Epoch head = new Epoch(row.getString("generation"), row.getLong("seq"));
        String account = row.getString("account");
        if (account == null) {
            return new Standing(head, 0, null);
        }
        long leases = row.getLong("subject_turn");
        if (row.getObject("next_turn") != null) {
            return new Standing(head, leases, null);
        }
        Instant since = Instant.ofEpochMilli(row.getLong("at_ms"));
        String name = row.getString("subject_name");
        return new Standing(head, leases, new Lease(pool, account, row.getLong("turn"), subject, leases, name, since));
    }

    /** Accounts that may be leased now, from this place of the ring onwards and around. */
    List<Candidate> candidates(String pool, long place, Instant now, int limit) {
        List<Candidate> ahead = candidates("a.place >= ?", pool, place, now, limit);
        return ahead.isEmpty() ? candidates("a.place < ?", pool, place, now, limit) : ahead;
    }

    /** The account that is kept for this name, if one is that may be leased now. */
    List<Candidate> reserved(String pool, GridmapdirName name, Instant now) {
        return jdbc.sql(CANDIDATES.formatted(KEPT.formatted("AND v.name_key = ?")))
                .params(pool, now.toEpochMilli(), now.toEpochMilli(), name.key(), 1)
                .query((row, i) -> candidate(row))
                .list();
    }

    private List<Candidate> candidates(String where, String pool, long place, Instant now, int limit) {
        return jdbc.sql(CANDIDATES.formatted(where + " AND NOT " + KEPT.formatted("")))
                .params(pool, now.toEpochMilli(), place, now.toEpochMilli(), limit)
                .query((row, i) -> candidate(row))
                .list();
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        String state = row.getString("state");
        boolean rested = state != null && TurnState.valueOf(state) != TurnState.FREE;
        return new Candidate(row.getString("account"), row.getLong("turn"), rested);
    }

    /**
     * Inserts a lease as the candidate's next turn, and before it the turn that ends its quarantine.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the account or the subject has moved on
     */
    void insert(Candidate candidate, Lease lease) {
        long at = lease.since().toEpochMilli();
        String name = lease.name().length() > MAX_NAME ? lease.name().substring(0, MAX_NAME) : lease.name();
        String columns = "INSERT INTO lease (account, turn, pool, state, subject, subject_turn, subject_name, at_ms) ";
        if (candidate.rested()) {
            jdbc.sql(columns + "VALUES (?, ?, ?, 'FREE', NULL, NULL, NULL, ?), (?, ?, ?, 'LEASED', ?, ?, ?, ?)")
                    .params(lease.account(), lease.turn() - 1, lease.pool(), at)
                    .params(lease.account(), lease.turn(), lease.pool())
                    .params(lease.subject().bytes(), lease.subjectTurn(), name, at)
                    .update();
        } else {
            jdbc.sql(columns + "VALUES (?, ?, ?, 'LEASED', ?, ?, ?, ?)")
                    .params(lease.account(), lease.turn(), lease.pool())
                    .params(lease.subject().bytes(), lease.subjectTurn(), name, at)
                    .update();
        }
    }
}
