package org.gridauthz.ban.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.ban.BanKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads bans for people: page by page, and as they were at some time. */
public final class BanPages {
    /** Bans asked for at once by id. */
    public static final int MOST_IDS = 500;

    private final JdbcClient jdbc;

    public BanPages(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Which bans.
     *
     * @param like a part of what is banned
     * @param vo only bans on this VO and its FQANs
     * @param at those in force at this time, by when they were made and lifted
     */
    public record Filter(
            @Nullable BanKind kind,
            @Nullable String origin,
            @Nullable String like,
            @Nullable String vo,
            Instant at) {}

    /**
     * A page of bans in force, in the order of their ids.
     *
     * @param after the last id of the page before
     */
    public List<BanTurn> page(Filter filter, @Nullable String after, int limit) {
        StringBuilder sql = new StringBuilder(BanRows.COLUMNS + " WHERE t.state = 'BANNED' AND t.at_ms <= ?"
                + " AND (t.until_ms IS NULL OR t.until_ms > ?)"
                + " AND NOT EXISTS (SELECT 1 FROM ban_turn l WHERE l.ban_key = t.ban_key AND l.turn = t.turn + 1"
                + " AND l.at_ms <= ?)");
        long at = filter.at().toEpochMilli();
        List<Object> values = new ArrayList<>(List.of(at, at, at));
        add(
                sql,
                values,
                " AND t.kind = ?",
                filter.kind() == null ? null : filter.kind().text());
        add(sql, values, " AND t.origin = ?", filter.origin());
        add(sql, values, " AND LOCATE(?, t.banned) > 0", filter.like());
        if (filter.vo() != null) {
            sql.append(" AND ((t.kind = 'vo' AND t.banned = ?)"
                    + " OR (t.kind = 'fqan' AND (t.banned = ? OR LOCATE(?, t.banned) = 1)))");
            values.addAll(List.of(filter.vo(), "/" + filter.vo(), "/" + filter.vo() + "/"));
        }
        add(
                sql,
                values,
                " AND t.ban_key > ?",
                after == null ? null : HexFormat.of().parseHex(after));
        values.add(limit);
        return jdbc.sql(sql + " ORDER BY t.ban_key LIMIT ?")
                .params(values)
                .query(BanRows::turn)
                .list();
    }

    /** Every turn of these bans, at most {@value #MOST_IDS}, in no order. */
    public List<BanTurn> turns(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("at most " + MOST_IDS + " bans at once");
        }
        String marks = String.join(", ", ids.stream().map(id -> "?").toList());
        return jdbc.sql(BanRows.COLUMNS + " WHERE t.ban_key IN (" + marks + ") ORDER BY t.ban_key, t.turn")
                .params(new ArrayList<Object>(
                        ids.stream().map(HexFormat.of()::parseHex).toList()))
                .query(BanRows::turn)
                .list();
    }

    /** Who ever kept bans. */
    public Set<String> origins() {
        return Set.copyOf(jdbc.sql("SELECT DISTINCT origin FROM ban_turn")
                .query(String.class)
                .list());
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }
}
