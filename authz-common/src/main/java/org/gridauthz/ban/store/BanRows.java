package org.gridauthz.ban.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code ban_turn}. */
final class BanRows {
    static final String COLUMNS =
            "SELECT t.turn, t.state, t.kind, t.banned, t.qualifier, t.origin, t.reason, t.ticket, t.until_ms, t.by_whom,"
                    + " t.at_ms, t.seq FROM ban_turn t";
    private static final String NO_LATER_TURN =
            " NOT EXISTS (SELECT 1 FROM ban_turn l WHERE l.ban_key = t.ban_key AND l.turn = t.turn + 1)";

    private final JdbcClient jdbc;

    BanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest turn of a ban, in force or lifted. */
    Optional<BanTurn> newest(String id) {
        return jdbc.sql(COLUMNS + " WHERE t.ban_key = ? ORDER BY t.turn DESC LIMIT 1")
                .param(HexFormat.of().parseHex(id))
                .query(BanRows::turn)
                .optional();
    }

    List<BanTurn> history(String id) {
        return jdbc.sql(COLUMNS + " WHERE t.ban_key = ? ORDER BY t.turn")
                .param(HexFormat.of().parseHex(id))
                .query(BanRows::turn)
                .list();
    }

    /** The turns that one change wrote. */
    List<BanTurn> changedAt(long seq) {
        return jdbc.sql(COLUMNS + " WHERE t.seq = ? ORDER BY t.turn")
                .param(seq)
                .query(BanRows::turn)
                .list();
    }

    /** All bans that nobody lifted, those included that are over by time. */
    List<Ban> notLifted() {
        return jdbc.sql(COLUMNS + " WHERE t.state = 'BANNED' AND" + NO_LATER_TURN)
                .query((row, number) -> turn(row, number).ban())
                .list();
    }

    List<Ban> notLifted(String origin) {
        return jdbc.sql(COLUMNS + " WHERE t.origin = ? AND t.state = 'BANNED' AND" + NO_LATER_TURN)
                .param(origin)
                .query((row, number) -> turn(row, number).ban())
                .list();
    }

    /** One row more; a turn that exists already is a duplicate key. */
    void insert(Ban ban, boolean banned, String byWhom, long atMillis, long seq) {
        Instant until = ban.until();
        jdbc.sql(
                        "INSERT INTO ban_turn (ban_key, turn, state, kind, banned, qualifier, origin, reason, ticket, until_ms,"
                                + " by_whom, at_ms, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList( // holds nulls, which List.of would not
                        HexFormat.of().parseHex(ban.id()),
                        ban.turn(),
                        banned ? "BANNED" : "LIFTED",
                        ban.target().kind().text(),
                        ban.target().value(),
                        ban.target().qualifier(),
                        ban.origin(),
                        ban.reason(),
                        ban.ticket(),
                        until == null ? null : until.toEpochMilli(),
                        byWhom,
                        atMillis,
                        seq))
                .update();
    }

    static BanTurn turn(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        BanTarget target = new BanTarget(
                BanKind.of(kind).orElseThrow(() -> new SQLException("a ban of an unknown kind: " + kind)),
                row.getString("banned"),
                row.getString("qualifier"));
        Ban ban = new Ban(
                target,
                row.getString("origin"),
                row.getInt("turn"),
                row.getString("reason"),
                row.getString("ticket"),
                instant(row.getObject("until_ms", Long.class)));
        return new BanTurn(
                ban,
                row.getString("state").equals("BANNED"),
                row.getString("by_whom"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getLong("seq"));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
