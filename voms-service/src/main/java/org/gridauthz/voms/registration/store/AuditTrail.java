package org.gridauthz.voms.registration.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A VO's part of the audit trail. */
public final class AuditTrail {
    private final JdbcClient jdbc;

    public AuditTrail(VoLedger ledger) {
        this.jdbc = ledger.jdbc();
    }

    /**
     * A row.
     *
     * @param person whom it is about, by id
     */
    public record Act(
            long seq,
            Instant at,
            String who,
            String from,
            String verb,
            String target,
            String why,
            @Nullable String detail,
            @Nullable String person) {
        /** As others than administrators may see it. */
        public Act withoutAddress() {
            return new Act(seq, at, who, "", verb, target, why, detail, person);
        }
    }

    /** Which rows; what is null does not matter. {@code before} itself is left out. */
    public record Filter(
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String who,
            @Nullable String verb,
            @Nullable String person) {}

    /** The newest first. */
    public List<Act> search(String vo, Filter filter, int offset, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(vo));
        StringBuilder where = new StringBuilder(" WHERE v.vo = ?");
        and(where, parameters, " AND v.person_id = ?", filter.person());
        and(where, parameters, " AND a.who = ?", filter.who());
        and(where, parameters, " AND a.verb = ?", filter.verb());
        and(
                where,
                parameters,
                " AND a.at_ms >= ?",
                filter.since() == null ? null : filter.since().toEpochMilli());
        and(
                where,
                parameters,
                " AND a.at_ms < ?",
                filter.before() == null ? null : filter.before().toEpochMilli());
        parameters.add(limit);
        parameters.add(offset);
        return jdbc.sql("SELECT v.seq, a.at_ms, a.who, a.from_addr, a.verb, a.target, a.why, a.detail, v.person_id"
                        + " FROM vo_act v JOIN admin_audit a ON a.seq = v.seq" + where
                        + " ORDER BY v.seq DESC LIMIT ? OFFSET ?")
                .params(parameters)
                .query((row, number) -> new Act(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)))
                .list();
    }

    private static void and(StringBuilder where, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            parameters.add(value);
        }
    }
}
