package org.gridauthz.voms.vo.store;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Managed;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Rank;
import org.gridauthz.voms.vo.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who a caller is in a VO. */
public final class Callers {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public Callers(DataSource database, InstantSource clock) {
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /**
     * A caller.
     *
     * @param person her id; null for who is no member
     * @param suspended she or her certificate: then she holds nothing, and no entry but one about anyone is hers
     */
    public record Known(Visitor visitor, @Nullable String person, boolean suspended, List<Managed> manages) {
        /** Whether the certificate shown counts for rights. */
        public boolean inGoodStanding() {
            return !suspended;
        }
    }

    /** Looks a caller up by her certificate. */
    public Known of(String vo, SlashDn subject, SlashDn issuer, boolean anyIssuer) {
        IdentityName shown = IdentityName.certificate(subject, issuer);
        record Found(String person, boolean suspended, boolean takes) {}
        Found found = jdbc
                .sql("SELECT i.person_id, i.name, i.issuer, i.suspended_code, p.suspended_code"
                        + " FROM identity i JOIN person p ON p.person_id = i.person_id"
                        + " WHERE i.vo = ? AND i.name_key = ? AND i.kind = 'X509' ORDER BY i.issuer DESC")
                .params(vo, shown.key())
                .query((row, number) -> new Found(
                        row.getString(1),
                        row.getString(4) != null || row.getString(5) != null,
                        anyIssuer
                                || new IdentityName(shown.kind(), row.getString(2), row.getString(3))
                                        .takesIssuer(issuer)))
                .list()
                .stream()
                .filter(Found::takes)
                .findFirst()
                .orElse(null);
        Visitor nobody = new Visitor(subject, issuer, Set.of());
        if (found == null) {
            return new Known(nobody, null, false, List.of());
        }
        return found.suspended()
                ? new Known(nobody, found.person(), true, List.of())
                : member(found.person(), subject, issuer);
    }

    /** Looks a caller up by her token identity: entries of ACLs about certificates are not hers. */
    public Known of(String vo, IdentityName token) {
        record Found(String person, boolean suspended) {}
        Found found = jdbc
                .sql("SELECT i.person_id, i.suspended_code, p.suspended_code"
                        + " FROM identity i JOIN person p ON p.person_id = i.person_id"
                        + " WHERE i.vo = ? AND i.name_key = ? AND i.kind = 'TOKEN'")
                .params(vo, token.key())
                .query((row, number) ->
                        new Found(row.getString(1), row.getString(2) != null || row.getString(3) != null))
                .list()
                .stream()
                .findFirst()
                .orElse(null);
        Visitor nobody = new Visitor(null, null, Set.of());
        if (found == null) {
            return new Known(nobody, null, false, List.of());
        }
        return found.suspended()
                ? new Known(nobody, found.person(), true, List.of())
                : member(found.person(), null, null);
    }

    private Known member(String person, @Nullable SlashDn subject, @Nullable SlashDn issuer) {
        List<Managed> manages = jdbc.sql("SELECT path, owner FROM group_manager WHERE person_id = ?")
                .param(person)
                .query((row, number) -> new Managed(row.getString(1), row.getBoolean(2) ? Rank.OWNER : Rank.MANAGER))
                .list();
        return new Known(new Visitor(subject, issuer, held(person)), person, false, manages);
    }

    /** What a person holds now. */
    public Set<Fqan> held(String person) {
        Set<Fqan> held = new HashSet<>();
        jdbc
                .sql("SELECT path, role, since, ends_at FROM membership WHERE person_id = ?")
                .param(person)
                .query(Rows::membership)
                .list()
                .stream()
                .filter(one -> one.at(clock.instant()))
                .map(Membership::fqan)
                .forEach(held::add);
        return held;
    }
}
