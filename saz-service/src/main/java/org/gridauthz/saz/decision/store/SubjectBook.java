package org.gridauthz.saz.decision.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.ban.BanKind;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.gridauthz.saz.decision.SeenSubject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What officers do to recorded subjects, each with its place in the change log and its audit row. */
public final class SubjectBook {
    /** The kind of change under which records travel. */
    public static final String KIND = "saz.subject";

    /** What changes no decision: an officer asked for a lift that another one has to confirm. */
    public static final String ASKED = "saz.lift-asked";

    private final SubjectRows rows;
    private final JdbcClient jdbc;
    private final ChangeLog log;
    private final AdminAudit audit;
    private final InstantSource clock;

    /** @param dataSource the one that {@code log} writes through */
    public SubjectBook(DataSource dataSource, ChangeLog log, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.rows = new SubjectRows(jdbc);
        this.log = log;
        this.audit = new AdminAudit(dataSource, clock);
        this.clock = clock;
    }

    /** One thing an officer did. */
    public record Turn(int turn, boolean trusted, String byWhom, String reason, String ticket, Instant at, long seq) {}

    /** Records a subject, so that first sight no longer refuses it, and says whether its name is trusted. */
    public Written enter(
            SeenSubject subject,
            boolean trusted,
            String reason,
            String ticket,
            AdminAct act,
            @Nullable Request request) {
        String id = subject.id();
        return log.write(NewChange.of(KIND, List.of(id)), request, place -> {
            rows.insert(subject, clock.millis(), place.seq());
            rows.trust(id, trusted, place.seq());
            turn(id, trusted, reason, ticket, act.who(), place);
            audit.record(act, place);
        });
    }

    private void turn(String id, boolean trusted, String reason, String ticket, String who, Epoch place) {
        int last = jdbc.sql("SELECT COALESCE(MAX(turn), 0) FROM saz_subject_turn WHERE subject_key = ?")
                .param(SubjectRows.key(id))
                .query(Integer.class)
                .single();
        jdbc.sql("INSERT INTO saz_subject_turn (subject_key, turn, trusted, by_whom, reason, ticket, at_ms, seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        SubjectRows.key(id),
                        last + 1,
                        trusted ? 1 : 0,
                        who,
                        reason,
                        ticket,
                        clock.millis(),
                        place.seq())
                .update();
    }

    /** A recorded subject. */
    public Optional<SubjectRow> find(SeenSubject subject) {
        return rows.one(subject.id());
    }

    /** What officers did to it, oldest first. */
    public List<Turn> history(SeenSubject subject) {
        return jdbc.sql("SELECT turn, trusted, by_whom, reason, ticket, at_ms, seq FROM saz_subject_turn"
                        + " WHERE subject_key = ? ORDER BY turn")
                .param(SubjectRows.key(subject.id()))
                .query((row, number) -> new Turn(
                        row.getInt(1),
                        row.getInt(2) != 0,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        row.getLong(7)))
                .list();
    }

    /**
     * A page of recorded subjects in the order of their ids.
     *
     * @param like a part of the name
     * @param after the last id of the page before
     */
    public List<SubjectRow> page(
            @Nullable BanKind kind, @Nullable String like, boolean trusted, @Nullable String after, int limit) {
        return rows.page(kind, like, trusted, after, limit);
    }
}
