package org.gridauthz.changes.store;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of the log as a writer meets them: its own of an earlier attempt, those of an earlier request, and the one it adds. */
final class LogRows {
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    /** @param clock for the rows' age only */
    LogRows(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What an earlier attempt of this write did after all; null: nothing. */
    @Nullable
    Written of(String id, Epoch head) {
        List<Long> mine = jdbc.queryForList("SELECT seq FROM change_log WHERE id = ?", Long.class, id);
        return mine.isEmpty() ? null : new Written(head.at(mine.getFirst()), false);
    }

    /**
     * What an earlier write under the same request key did; null: nothing.
     *
     * @throws RequestKeyReusedException when the key was used for something else
     */
    @Nullable
    Written of(Request request, Epoch head) {
        record Row(long seq, byte[] digest) {}
        List<Row> rows = jdbc.query(
                "SELECT seq, request_digest FROM change_log WHERE request_id = ?",
                (row, number) -> new Row(row.getLong(1), row.getBytes(2)),
                (Object) request.id());
        if (rows.isEmpty()) {
            return null;
        }
        if (!MessageDigest.isEqual(rows.getFirst().digest(), request.digest())) {
            throw new RequestKeyReusedException();
        }
        return new Written(head.at(rows.getFirst().seq()), true);
    }

    /** @throws LostRaceException when the place is taken, or the request was written meanwhile */
    void insert(Epoch place, String id, NewChange change, @Nullable Request request) {
        try {
            jdbc.update(
                    "INSERT INTO change_log (seq, id, kind, change_keys, written_at, request_id, request_digest)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    place.seq(),
                    id,
                    change.kind(),
                    change.keysAsText(),
                    clock.millis(),
                    request == null ? null : request.id(),
                    request == null ? null : request.digest());
        } catch (DuplicateKeyException e) {
            throw new LostRaceException(e); // the seq, or a twin of this request: the next attempt finds it
        }
    }
}
