package org.gridauthz.gums.members.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pieces of whole copies: single-row transactions on rows that nobody reads yet, and no more. */
final class ListVersions {
    /** A follower of another instance may still be reading a copy that was just retired. */
    private static final Duration READ_OUT = Duration.ofMinutes(10);
    /** Nobody stages for so long. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private static final int PIECES_AT_ONCE = 50;

    private final JdbcClient jdbc;

    ListVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a copy down, piece by piece; its version. */
    String stage(String id, List<byte[]> chunks, Instant at) {
        String version = UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("INSERT INTO member_version (list_id, version, staged_at, chunks) VALUES (?, ?, ?, ?)")
                .params(id, version, at.toEpochMilli(), chunks.size())
                .update();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            jdbc.sql("INSERT INTO member_chunk (list_id, version, chunk, body) VALUES (?, ?, ?, ?)")
                    .params(id, version, chunk, chunks.get(chunk))
                    .update();
        }
        return version;
    }

    /** Removes what is retired or was never finished. */
    void prune(Instant now) {
        record Old(String id, String version, int chunks) {}
        List<Old> old = jdbc.sql("SELECT v.list_id, v.version, v.chunks FROM member_version v"
                        + " JOIN member_list l ON l.list_id = v.list_id"
                        + " WHERE COALESCE(l.version, '') <> v.version AND (v.retired_at < ? OR v.staged_at < ?)")
                .params(now.minus(READ_OUT).toEpochMilli(), now.minus(ABANDONED).toEpochMilli())
                .query((row, number) -> new Old(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
        for (Old version : old) {
            for (int from = 0; from < version.chunks(); from += PIECES_AT_ONCE) {
                jdbc.sql("DELETE FROM member_chunk WHERE list_id = ? AND version = ? AND chunk >= ? AND chunk < ?")
                        .params(version.id(), version.version(), from, from + PIECES_AT_ONCE)
                        .update();
            }
            jdbc.sql("DELETE FROM member_edit WHERE list_id = ? AND version = ?")
                    .params(version.id(), version.version())
                    .update();
            jdbc.sql("DELETE FROM member_version WHERE list_id = ? AND version = ?")
                    .params(version.id(), version.version())
                    .update();
        }
    }
}
