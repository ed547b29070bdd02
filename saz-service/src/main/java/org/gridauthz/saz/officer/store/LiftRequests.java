package org.gridauthz.saz.officer.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.gridauthz.saz.decision.store.SubjectBook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lifts that one officer asked for and another one has to confirm. */
public final class LiftRequests {
    private static final String COLUMNS = "ban_key, turn, by_whom, reason, at_ms";

    private final JdbcClient jdbc;
    private final ChangeLog log;
    private final AdminAudit audit;
    private final InstantSource clock;

    /** @param dataSource the one that {@code log} writes through */
    public LiftRequests(DataSource dataSource, ChangeLog log, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.log = log;
        this.audit = new AdminAudit(dataSource, clock);
        this.clock = clock;
    }

    /**
     * A lift that waits for a second officer.
     *
     * @param turn which turn of the ban is to be lifted
     */
    public record Asked(String ban, int turn, String byWhom, String reason, Instant at) {}

    /** Asks; asking again for the same turn changes nothing and keeps who asked first. The caller has seen the turn in force. */
    public Written ask(String ban, int turn, AdminAct act, @Nullable Request request) {
        return log.write(NewChange.of(SubjectBook.ASKED, List.of(ban)), request, place -> {
            jdbc.sql("INSERT IGNORE INTO saz_lift_request (" + COLUMNS + ", seq) VALUES (?, ?, ?, ?, ?, ?)")
                    .params(HexFormat.of().parseHex(ban), turn, act.who(), act.why(), clock.millis(), place.seq())
                    .update();
            audit.record(act, place);
        });
    }

    /** The lift asked for of this turn, if one is. */
    public Optional<Asked> find(String ban, int turn) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM saz_lift_request WHERE ban_key = ? AND turn = ?")
                .params(HexFormat.of().parseHex(ban), turn)
                .query(LiftRequests::asked)
                .optional();
    }

    /** Those whose turn is still the newest of its ban, the oldest first. */
    public List<Asked> waiting(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM saz_lift_request r WHERE NOT EXISTS (SELECT 1 FROM ban_turn t"
                        + " WHERE t.ban_key = r.ban_key AND t.turn = r.turn + 1) ORDER BY at_ms LIMIT ?")
                .param(limit)
                .query(LiftRequests::asked)
                .list();
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        return new Asked(
                HexFormat.of().formatHex(row.getBytes("ban_key")),
                row.getInt("turn"),
                row.getString("by_whom"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("at_ms")));
    }
}
