package org.gridauthz.ban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code ban_orphan}. */
final class OrphanRows {
    private static final String COLUMNS =
            "SELECT turn, kind, banned, qualifier, origin, reason, ticket, until_ms FROM ban_orphan WHERE ";

    private final JdbcClient jdbc;

    OrphanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that stay in force. */
    List<Ban> orphaned() {
        return jdbc.sql(COLUMNS + "state = 'ORPHANED'").query(OrphanRows::ban).list();
    }

    Optional<Ban> orphaned(String id) {
        return jdbc.sql(COLUMNS + "ban_key = ? AND state = 'ORPHANED' ORDER BY seq DESC LIMIT 1")
                .param(HexFormat.of().parseHex(id))
                .query(OrphanRows::ban)
                .optional();
    }

    /** The ids found lost in this generation, whatever became of them. */
    Set<String> found(String generation) {
        return jdbc
                .sql("SELECT ban_key FROM ban_orphan WHERE generation = ?")
                .param(generation)
                .query((row, number) -> HexFormat.of().formatHex(row.getBytes(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean found(String id, String generation) {
        return jdbc.sql("SELECT COUNT(*) FROM ban_orphan WHERE ban_key = ? AND generation = ?")
                        .params(HexFormat.of().parseHex(id), generation)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void insert(Ban ban, String generation, long seq) {
        Instant until = ban.until();
        jdbc.sql(
                        "INSERT INTO ban_orphan (ban_key, generation, state, turn, kind, banned, qualifier, origin, reason, ticket,"
                                + " until_ms, seq) VALUES (?, ?, 'ORPHANED', ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList( // holds nulls, which List.of would not
                        HexFormat.of().parseHex(ban.id()),
                        generation,
                        ban.turn(),
                        ban.target().kind().text(),
                        ban.target().value(),
                        ban.target().qualifier(),
                        ban.origin(),
                        ban.reason(),
                        ban.ticket(),
                        until == null ? null : until.toEpochMilli(),
                        seq))
                .update();
    }

    /** Ends the orphan, in every generation. */
    void settle(String id, String state, long seq) {
        jdbc.sql("UPDATE ban_orphan SET state = ?, seq = ? WHERE ban_key = ? AND state = 'ORPHANED'")
                .params(state, seq, HexFormat.of().parseHex(id))
                .update();
    }

    private static Ban ban(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        Long until = row.getObject("until_ms", Long.class);
        return new Ban(
                new BanTarget(
                        BanKind.of(kind).orElseThrow(() -> new SQLException("a ban of an unknown kind: " + kind)),
                        row.getString("banned"),
                        row.getString("qualifier")),
                row.getString("origin"),
                row.getInt("turn"),
                row.getString("reason"),
                row.getString("ticket"),
                until == null ? null : Instant.ofEpochMilli(until));
    }
}
