package org.gridauthz.saz.decision.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.gridauthz.ban.BanKind;
import org.gridauthz.saz.decision.SeenSubject;

/**
 * A recorded subject.
 *
 * @param id SHA-256 over kind and exact text, in hexadecimal
 * @param lastSeen to about an hour
 */
public record SubjectRow(String id, SeenSubject subject, boolean trusted, Instant firstSeen, Instant lastSeen) {
    static final String COLUMNS = "subject_key, kind, named, qualifier, trusted, first_seen, last_seen";

    static SubjectRow of(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        return new SubjectRow(
                HexFormat.of().formatHex(row.getBytes("subject_key")),
                new SeenSubject(
                        BanKind.of(kind).orElseThrow(() -> new SQLException("a subject of an unknown kind: " + kind)),
                        row.getString("named"),
                        row.getString("qualifier")),
                row.getInt("trusted") != 0,
                Instant.ofEpochMilli(row.getLong("first_seen")),
                Instant.ofEpochMilli(row.getLong("last_seen")));
    }
}
