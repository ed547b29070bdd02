package org.gridauthz.voms.registration.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gridauthz.changes.store.Refusals;
import org.gridauthz.voms.registration.Letter;
import org.gridauthz.voms.vo.Keys;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mail as rows: put in by the transaction it tells of, taken out by whoever moves its next time first. A sender that dies after the
 * server took a mail sends it a second time; none is lost.
 */
public final class Outbox {
    /** A mail is given up after so many tries; with the pauses between them that is two days. */
    static final int MOST_TRIES = 12;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(8);
    private static final int MAX_ERROR = 500;

    private final JdbcClient jdbc;

    public Outbox(VoLedger ledger) {
        this.jdbc = ledger.jdbc();
    }

    /** A mail to be sent. */
    public record Waiting(String id, String recipient, String subject, String body, int tries, long nextAt) {}

    /** A mail as administrators see it. */
    public record Listed(
            String id,
            String recipient,
            String subject,
            String state,
            int tries,
            Instant made,
            @Nullable String lastError) {}

    /** Inside a write: one mail. */
    public void put(String vo, @Nullable String person, String recipient, Letter letter, long now) {
        jdbc.sql("INSERT INTO mail (mail_id, vo, person_id, recipient, subject, body, state, tries, made_at, next_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)")
                .params(Arrays.asList(Keys.id(), vo, person, recipient, letter.subject(), letter.body(), now, now))
                .update();
    }

    /** Mails whose time has come, the oldest first. */
    public List<Waiting> due(Instant now, int most) {
        return jdbc.sql("SELECT mail_id, recipient, subject, body, tries, next_at FROM mail"
                        + " WHERE state = 'WAITING' AND next_at <= ? ORDER BY next_at LIMIT ?")
                .params(now.toEpochMilli(), most)
                .query((row, number) -> new Waiting(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getLong(6)))
                .list();
    }

    /** Whether this mail is ours to send now; nobody else's until the lease is over. */
    public boolean claim(Waiting mail, Instant now, Duration lease) {
        try {
            return jdbc.sql("UPDATE mail SET next_at = ?, tries = tries + 1"
                                    + " WHERE mail_id = ? AND state = 'WAITING' AND next_at = ?")
                            .params(now.plus(lease).toEpochMilli(), mail.id(), mail.nextAt())
                            .update()
                    == 1;
        } catch (DataAccessException e) {
            if (Refusals.passes(e)) {
                return false; // another member of the database was first
            }
            throw e;
        }
    }

    /** The server took it. */
    public void sent(Waiting mail, Instant now) {
        jdbc.sql("UPDATE mail SET state = 'SENT', sent_at = ?, last_error = NULL WHERE mail_id = ?")
                .params(now.toEpochMilli(), mail.id())
                .update();
    }

    /** The server did not take it; tried again later, each time twice as much, and given up at last. */
    public void failed(Waiting mail, Instant now, String error) {
        int tried = mail.tries() + 1;
        jdbc.sql("UPDATE mail SET state = ?, next_at = ?, last_error = ? WHERE mail_id = ?")
                .params(
                        tried >= MOST_TRIES ? "GIVEN_UP" : "WAITING",
                        now.plus(pause(tried)).toEpochMilli(),
                        error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error,
                        mail.id())
                .update();
    }

    static Duration pause(int tried) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tried - 1, 16));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The newest mails of a VO. */
    public List<Listed> newest(String vo, int offset, int limit) {
        return listed("WHERE vo = ?", vo, offset, limit);
    }

    /** The newest mails to a person. */
    public List<Listed> of(String person) {
        return listed("WHERE person_id = ?", person, 0, 1000);
    }

    private List<Listed> listed(String where, String whose, int offset, int limit) {
        return jdbc.sql("SELECT mail_id, recipient, subject, state, tries, made_at, last_error FROM mail " + where
                        + " ORDER BY made_at DESC, mail_id LIMIT ? OFFSET ?")
                .params(whose, limit, offset)
                .query((row, number) -> new Listed(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        row.getString(7)))
                .list();
    }

    /** How many wait, for a gauge. */
    public long waiting() {
        return jdbc.sql("SELECT COUNT(*) FROM mail WHERE state = 'WAITING'")
                .query(Long.class)
                .single();
    }
}
