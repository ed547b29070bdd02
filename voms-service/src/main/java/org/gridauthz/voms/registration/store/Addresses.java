package org.gridauthz.voms.registration.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.store.VoLedger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom to write to. */
final class Addresses {
    /** A hundred managers need not all be told. */
    private static final int MOST = 20;

    private final JdbcClient jdbc;

    Addresses(VoLedger ledger) {
        this.jdbc = ledger.jdbc();
    }

    /** Those who may decide: managers of the group asked for, or else the VO's administrators and its contact. */
    List<String> managers(Vo vo, Application application) {
        Set<String> all = new LinkedHashSet<>();
        Fqan wanted = application.wanted();
        if (wanted != null) {
            for (String path = wanted.group(); !path.equals(vo.root()); path = Names.parent(path)) {
                all.addAll(query(
                        "SELECT p.email FROM group_manager g JOIN person p ON p.person_id = g.person_id"
                                + " WHERE g.vo = ? AND g.path = ? AND p.suspended_code IS NULL LIMIT " + MOST,
                        vo.name(),
                        path));
                all.addAll(holders(vo, path, vo.rules().managerRole()));
            }
        }
        if (all.isEmpty()) {
            all.add(vo.contact());
            all.addAll(holders(vo, vo.root(), vo.rules().adminRole()));
        }
        return new ArrayList<>(all).subList(0, Math.min(all.size(), MOST));
    }

    /** An institution's representatives; the VO's contact where it has none. */
    List<String> representatives(Vo vo, @Nullable String institution) {
        List<String> all = institution == null
                ? List.of()
                : query(
                        "SELECT p.email FROM representative r JOIN person p ON p.person_id = r.person_id"
                                + " WHERE r.institution_id = ? AND p.vo = ? AND p.suspended_code IS NULL LIMIT " + MOST,
                        institution,
                        vo.name());
        return all.isEmpty() ? List.of(vo.contact()) : all;
    }

    /** A member's own. */
    @Nullable
    String of(@Nullable String person) {
        return person == null
                ? null
                : jdbc.sql("SELECT email FROM person WHERE person_id = ?")
                        .param(person)
                        .query(String.class)
                        .optional()
                        .orElse(null);
    }

    private List<String> holders(Vo vo, String path, String role) {
        return query(
                "SELECT p.email FROM membership m JOIN person p ON p.person_id = m.person_id"
                        + " WHERE m.vo = ? AND m.path = ? AND m.role = ? AND p.suspended_code IS NULL LIMIT " + MOST,
                vo.name(),
                path,
                role);
    }

    private List<String> query(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(String.class).list();
    }
}
