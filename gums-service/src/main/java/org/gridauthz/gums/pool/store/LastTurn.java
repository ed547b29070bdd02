package org.gridauthz.gums.pool.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.pool.TurnState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last turn of an account, and the next ones an administrator or a job gives it.
 *
 * @param turn 0 for an account without history
 * @param until end of quarantine in ms since 1970, 0 for none
 */
record LastTurn(String account, String pool, long turn, TurnState state, long until) {
    /** A turn to insert. */
    private record Next(
            LastTurn last,
            long turn,
            TurnState state,
            @Nullable Long until) {}

    boolean leased() {
        return state == TurnState.LEASED;
    }

    /** The last turns of those accounts that have any, by account. */
    static Map<String, LastTurn> of(JdbcClient jdbc, List<String> accounts) {
        Map<String, LastTurn> turns = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql("""
                    SELECT l.account, l.pool, l.turn, l.state, l.until_ms FROM lease l
                    WHERE l.account IN (:accounts)
                      AND l.turn = (SELECT MAX(m.turn) FROM lease m WHERE m.account = l.account)
                    """)
                    .param("accounts", accounts)
                    .query((row, i) -> new LastTurn(
                            row.getString("account"),
                            row.getString("pool"),
                            row.getLong("turn"),
                            TurnState.valueOf(row.getString("state")),
                            row.getLong("until_ms")))
                    .list()
                    .forEach(turn -> turns.put(turn.account(), turn));
        }
        return turns;
    }

    /** Ends leases: each account rests until {@code until}. */
    static void quarantine(JdbcTemplate jdbc, List<LastTurn> leased, long at, long until, String reason) {
        insert(
                jdbc,
                leased.stream()
                        .map(last -> new Next(last, last.turn() + 1, TurnState.QUARANTINED, until))
                        .toList(),
                at,
                reason);
    }

    /** Takes accounts out; one that is leased is released by it and keeps resting while it is out. */
    static void withdraw(JdbcTemplate jdbc, List<LastTurn> accounts, long at, long restedAt, String reason) {
        List<Next> next = new ArrayList<>();
        for (LastTurn last : accounts) {
            long turn = last.turn() + 1;
            long until = Math.max(at, last.until());
            if (last.leased()) {
                next.add(new Next(last, turn++, TurnState.QUARANTINED, restedAt));
                until = restedAt;
            }
            next.add(new Next(last, turn, TurnState.WITHDRAWN, until));
        }
        insert(jdbc, next, at, reason);
    }

    private static void insert(JdbcTemplate jdbc, List<Next> turns, long at, String reason) {
        jdbc.batchUpdate(
                "INSERT INTO lease (account, turn, pool, state, at_ms, until_ms, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                turns.stream()
                        .map(next -> new Object[] {
                            next.last().account(),
                            next.turn(),
                            next.last().pool(),
                            next.state().name(),
                            at,
                            next.until(),
                            reason
                        })
                        .toList());
    }
}
