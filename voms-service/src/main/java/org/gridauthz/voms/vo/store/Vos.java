package org.gridauthz.voms.vo.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gridauthz.voms.vo.Acl;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.VoRules;
import org.gridauthz.voms.vo.VoState;
import org.jspecify.annotations.Nullable;

/** VOs: founded, changed, read. */
public final class Vos {
    private static final String SELECT =
            "SELECT vo, description, contact, state, rules, aup_version, aup_forced_at, founded_at, seq FROM vo";

    private final VoLedger ledger;

    public Vos(VoLedger ledger) {
        this.ledger = ledger;
    }

    /** What an administrator says of a VO. */
    public record Charter(String description, String contact, VoState state, VoRules rules) {}

    /** Founds a VO: its root group, its admin role, and an ACL that lets the founder do everything. */
    public VoChange found(Deed deed, Charter charter, AclSubject founder) {
        String vo = Names.vo(deed.vo());
        return ledger.write(deed, vo, seq -> {
            if (find(vo).isPresent()) {
                throw new NotTaken(Why.EXISTS, "there is a VO " + vo);
            }
            long now = ledger.now();
            ledger.jdbc()
                    .sql("INSERT INTO vo (vo, description, contact, state, rules, founded_at, seq)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            vo,
                            charter.description(),
                            charter.contact(),
                            charter.state().name(),
                            Json.text(charter.rules()),
                            now,
                            seq)
                    .update();
            ledger.jdbc()
                    .sql("INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq)"
                            + " VALUES (?, ?, NULL, ?, FALSE, ?, ?)")
                    .params(vo, "/" + vo, charter.description(), now, seq)
                    .update();
            String adminRole = charter.rules().adminRole();
            ledger.jdbc()
                    .sql("INSERT INTO vo_role (vo, role, description, seq) VALUES (?, ?, ?, ?)")
                    .params(vo, adminRole, "administers the VO", seq)
                    .update();
            new AclRows(ledger.jdbc())
                    .put(vo, Rows.fqan("/" + vo, ""), false, Acl.founding(vo, adminRole, founder), seq);
        });
    }

    /** Changes what is said of a VO. */
    public VoChange change(Deed deed, Charter charter) {
        return ledger.write(deed, deed.vo(), Concern.TERMS, seq -> {
            require(deed.vo());
            ledger.jdbc()
                    .sql("UPDATE vo SET description = ?, contact = ?, state = ?, rules = ?, seq = ? WHERE vo = ?")
                    .params(
                            charter.description(),
                            charter.contact(),
                            charter.state().name(),
                            Json.text(charter.rules()),
                            seq,
                            deed.vo())
                    .update();
        });
    }

    /** For the rules of use: which version is to be signed, and since when everybody anew. */
    public void aup(String vo, @Nullable String version, @Nullable Instant forced, long seq) {
        ledger.jdbc()
                .sql("UPDATE vo SET aup_version = ?, aup_forced_at = ?, seq = ? WHERE vo = ?")
                .params(Arrays.asList(version, Rows.millis(forced), seq, vo))
                .update();
    }

    /** One VO. */
    public Optional<Vo> find(String vo) {
        return ledger.jdbc()
                .sql(SELECT + " WHERE vo = ?")
                .param(vo)
                .query(Vos::vo)
                .optional();
    }

    /** Every VO by name. */
    public List<Vo> all() {
        return ledger.jdbc().sql(SELECT + " ORDER BY vo").query(Vos::vo).list();
    }

    /** Inside a write: one VO, which must be there. */
    public Vo require(String vo) {
        return find(vo).orElseThrow(() -> new NotTaken(Why.UNKNOWN, "there is no VO " + vo));
    }

    private static Vo vo(ResultSet row, int number) throws SQLException {
        return Rows.vo(row, "aup_forced_at", "seq");
    }
}
