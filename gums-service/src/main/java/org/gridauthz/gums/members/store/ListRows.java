package org.gridauthz.gums.members.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gridauthz.gums.members.Chunks;
import org.gridauthz.gums.members.Roster;
import org.gridauthz.gums.members.RosterEdit;
import org.gridauthz.gums.members.StoredList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what {@link JdbcListStore} writes. */
final class ListRows {
    private static final String SELECT =
            "SELECT list_id, name, version, list_size, digest, read_at, tried_at, fault, fault_detail, duplicates,"
                    + " bad_rows, held_size, held_since, accept_down_to, edits, source_position FROM member_list";

    private ListRows() {}

    static List<StoredList> all(JdbcClient jdbc) {
        return jdbc.sql(SELECT).query((row, number) -> list(row)).list();
    }

    static Optional<StoredList> one(JdbcClient jdbc, String id) {
        return jdbc.sql(SELECT + " WHERE list_id = ?")
                .param(id)
                .query((row, number) -> list(row))
                .optional();
    }

    /**
     * The rows of the current copy.
     *
     * @throws IllegalStateException if they are not those that were written: better the last good list than half of one
     */
    static Roster roster(JdbcClient jdbc, StoredList list) {
        if (list.version() == null) {
            return Roster.EMPTY;
        }
        List<byte[]> chunks = chunks(jdbc, list.id(), list.version());
        if (!HexFormat.of().formatHex(Chunks.digest(chunks)).equals(list.digest())) {
            throw new IllegalStateException("the stored copy of list " + list.name() + " is not whole");
        }
        return edited(jdbc, list, 0, Roster.ofChunks(chunks));
    }

    /** The pieces of a copy, as many as there are. */
    static List<byte[]> chunks(JdbcClient jdbc, String id, String version) {
        return jdbc.sql("SELECT body FROM member_chunk WHERE list_id = ? AND version = ? ORDER BY chunk")
                .params(id, version)
                .query((row, number) -> row.getBytes(1))
                .list();
    }

    /**
     * The rows after the edits that came since. Each says how people stand, so one that is in them already does no harm, and of a
     * copy made current by a release that knows no edits there may be fewer than it says.
     *
     * @param from edits that are in the rows already
     */
    static Roster edited(JdbcClient jdbc, StoredList list, int from, Roster rows) {
        String version = list.version();
        if (version == null || list.edits() <= from) {
            return rows;
        }
        Roster edited = rows;
        for (byte[] body : jdbc.sql("SELECT body FROM member_edit WHERE list_id = ? AND version = ? AND edit > ?"
                        + " AND edit <= ? ORDER BY edit")
                .params(list.id(), version, from, list.edits())
                .query((row, number) -> row.getBytes(1))
                .list()) {
            edited = RosterEdit.decode(body).applied(edited);
        }
        return edited;
    }

    private static StoredList list(ResultSet row) throws SQLException {
        Integer heldSize = number(row, "held_size");
        Instant heldSince = time(row, "held_since");
        return new StoredList(
                row.getString("list_id"),
                row.getString("name"),
                row.getString("version"),
                row.getInt("list_size"),
                row.getString("digest"),
                time(row, "read_at"),
                time(row, "tried_at"),
                row.getString("fault"),
                row.getString("fault_detail"),
                row.getInt("duplicates"),
                row.getInt("bad_rows"),
                heldSize == null || heldSince == null ? null : new StoredList.Held(heldSize, heldSince),
                number(row, "accept_down_to"),
                row.getInt("edits"),
                row.getString("source_position"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
