package org.gridauthz.saz.decision.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gridauthz.ban.BanKind;
import org.gridauthz.saz.decision.SeenSubject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code saz_subject}. */
final class SubjectRows {
    private final JdbcClient jdbc;

    SubjectRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was not there before. */
    boolean insert(SeenSubject subject, long at, long seq) {
        return jdbc.sql("INSERT IGNORE INTO saz_subject (" + SubjectRow.COLUMNS + ", seq)"
                                + " VALUES (?, ?, ?, ?, 0, ?, ?, ?)")
                        .params(Arrays.asList(
                                key(subject.id()),
                                subject.kind().text(),
                                subject.value(),
                                subject.qualifier(),
                                at,
                                at,
                                seq))
                        .update()
                > 0;
    }

    /** Whether it is there. */
    boolean touch(SeenSubject subject, long at) {
        return jdbc.sql("UPDATE saz_subject SET last_seen = CASE WHEN last_seen < ? THEN ? ELSE last_seen END"
                                + " WHERE subject_key = ?")
                        .params(at, at, key(subject.id()))
                        .update()
                > 0;
    }

    void trust(String id, boolean trusted, long seq) {
        jdbc.sql("UPDATE saz_subject SET trusted = ?, seq = ? WHERE subject_key = ?")
                .params(trusted ? 1 : 0, seq, key(id))
                .update();
    }

    Optional<SubjectRow> one(String id) {
        return jdbc.sql("SELECT " + SubjectRow.COLUMNS + " FROM saz_subject WHERE subject_key = ?")
                .param(key(id))
                .query(SubjectRow::of)
                .optional();
    }

    List<SubjectRow> changedAt(long seq) {
        return jdbc.sql("SELECT " + SubjectRow.COLUMNS + " FROM saz_subject WHERE seq = ?")
                .param(seq)
                .query(SubjectRow::of)
                .list();
    }

    /** Those that decisions look at, one at a time. */
    void each(Collection<BanKind> kinds, Consumer<SubjectRow> each) {
        String marks = kinds.isEmpty()
                ? "''"
                : String.join(", ", kinds.stream().map(kind -> "?").toList());
        jdbc.sql("SELECT " + SubjectRow.COLUMNS + " FROM saz_subject WHERE trusted = 1 OR kind IN (" + marks + ")")
                .params(new ArrayList<Object>(kinds.stream().map(BanKind::text).toList()))
                .query(row -> {
                    each.accept(SubjectRow.of(row, 0));
                });
    }

    /** A page in the order of the ids. */
    List<SubjectRow> page(
            @Nullable BanKind kind, @Nullable String like, boolean trusted, @Nullable String after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + SubjectRow.COLUMNS + " FROM saz_subject WHERE 1 = 1");
        List<Object> values = new ArrayList<>();
        if (kind != null) {
            sql.append(" AND kind = ?");
            values.add(kind.text());
        }
        if (like != null) {
            sql.append(" AND LOCATE(?, named) > 0");
            values.add(like);
        }
        if (trusted) {
            sql.append(" AND trusted = 1");
        }
        if (after != null) {
            sql.append(" AND subject_key > ?");
            values.add(key(after));
        }
        values.add(limit);
        return jdbc.sql(sql + " ORDER BY subject_key LIMIT ?")
                .params(values)
                .query(SubjectRow::of)
                .list();
    }

    long count() {
        return jdbc.sql("SELECT COUNT(*) FROM saz_subject").query(Long.class).single();
    }

    static byte[] key(String id) {
        return HexFormat.of().parseHex(id);
    }
}
