package org.gridauthz.voms.registration.store;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.VoLedger;

/**
 * A person erased. Her rows go in one transaction; where she stands in the audit trail, applications and mail she is given her id as
 * a pseudonym, piece by piece, by a run that comes round. Whoever was suspended for cause stays barred by the hash of her name; the
 * site's bans are rows of another kind and are not touched.
 */
public final class Erasure {
    private static final int MOST_ROWS = 400;
    private static final int PIECE = 200;

    private final VoLedger ledger;
    private final People people;
    private final Identities identities;

    public Erasure(VoLedger ledger, People people, Identities identities) {
        this.ledger = ledger;
        this.people = people;
        this.identities = identities;
    }

    /** Erases somebody. */
    public VoChange erase(Deed deed, String id) {
        return ledger.write(deed, id, id, seq -> rows(people.require(deed.vo(), id)));
    }

    /** The rows of {@link #erase}, inside another write. */
    void rows(Person person) {
        String id = person.id();
        String vo = person.vo();
        List<Identity> shown = identities.of(id);
        List<byte[]> subjects = subjects(shown);
        long rows = count("SELECT COUNT(*) FROM membership WHERE person_id = ?", id);
        for (byte[] key : subjects) {
            rows += count("SELECT COUNT(*) FROM acl_entry WHERE vo = ? AND subject_key = ?", vo, key);
        }
        if (rows > MOST_ROWS) {
            throw new NotTaken(
                    Why.CONFLICT,
                    "she is in " + rows + " groups and ACLs; take her out of some first, " + MOST_ROWS + " go at once");
        }
        for (Identity one : shown) {
            bar(person, one);
            byte[] key = one.name().key();
            update("DELETE FROM erasure WHERE vo = ? AND person_id = ? AND name_key = ?", vo, id, key);
            update("INSERT INTO erasure (vo, person_id, name_key) VALUES (?, ?, ?)", vo, id, key);
        }
        for (byte[] key : subjects) {
            update("DELETE FROM acl_entry WHERE vo = ? AND subject_key = ?", vo, key);
        }
        for (String table : List.of(
                "membership",
                "group_manager",
                "representative",
                "identity",
                "aup_signature",
                "reminder",
                "last_seen",
                "person")) {
            update("DELETE FROM " + table + " WHERE person_id = ?", id);
        }
        update("DELETE FROM attribute_value WHERE vo = ? AND holder = ?", vo, id);
    }

    /** Gives a piece of what is left its pseudonym; how many pieces are still to be done is not known, so call until false. */
    public boolean trace() {
        record Trace(String vo, String person, byte[] nameKey) {}
        List<Trace> traces = ledger.jdbc()
                .sql("SELECT vo, person_id, name_key FROM erasure ORDER BY person_id, vo LIMIT 1")
                .query((row, number) -> new Trace(row.getString(1), row.getString(2), row.getBytes(3)))
                .list();
        if (traces.isEmpty()) {
            return false;
        }
        Trace one = traces.getFirst();
        List<Long> acts = ledger.jdbc()
                .sql("SELECT seq FROM vo_act WHERE actor_key = ? AND vo = ? LIMIT " + PIECE)
                .params(one.nameKey(), one.vo())
                .query(Long.class)
                .list();
        for (long seq : acts) {
            update("UPDATE admin_audit SET who = ?, from_addr = '' WHERE seq = ?", "person " + one.person(), seq);
            update("UPDATE vo_act SET actor_key = NULL WHERE seq = ?", seq);
        }
        boolean more = acts.size() == PIECE;
        more |= some("application", "application_id", "vo = ? AND name_key = ?", one.vo(), one.nameKey());
        more |= some("mail", "mail_id", "vo = ? AND person_id = ? AND state <> 'WAITING'", one.vo(), one.person());
        if (!more) {
            update(
                    "DELETE FROM erasure WHERE vo = ? AND person_id = ? AND name_key = ?",
                    one.vo(),
                    one.person(),
                    one.nameKey());
        }
        return true;
    }

    private boolean some(String table, String key, String where, Object... parameters) {
        List<String> ids = ledger.jdbc()
                .sql("SELECT " + key + " FROM " + table + " WHERE " + where + " LIMIT " + PIECE)
                .params(parameters)
                .query(String.class)
                .list();
        ids.forEach(id -> update("DELETE FROM " + table + " WHERE " + key + " = ?", id));
        return ids.size() == PIECE;
    }

    private void bar(Person person, Identity one) {
        Suspension cause = person.suspension() != null ? person.suspension() : one.suspension();
        if (cause == null || cause.code().ofTheSystem()) {
            return;
        }
        byte[] key = one.name().key();
        update("DELETE FROM barred WHERE vo = ? AND name_key = ?", person.vo(), key);
        update(
                "INSERT INTO barred (vo, name_key, code, reason, at_ms) VALUES (?, ?, ?, ?, ?)",
                person.vo(),
                key,
                cause.code().name(),
                cause.reason(),
                ledger.now());
    }

    private static List<byte[]> subjects(List<Identity> shown) {
        List<byte[]> keys = new ArrayList<>();
        for (Identity one : shown) {
            if (one.name().kind() == IdentityKind.X509) {
                SlashDn dn = new SlashDn(one.name().name());
                String issuer = one.name().issuer();
                keys.add(new AclSubject.Certificate(dn, null).key());
                if (issuer != null) {
                    keys.add(new AclSubject.Certificate(dn, new SlashDn(issuer)).key());
                }
            }
        }
        return keys;
    }

    private long count(String sql, Object... parameters) {
        return ledger.jdbc().sql(sql).params(parameters).query(Long.class).single();
    }

    private void update(String sql, Object... parameters) {
        ledger.jdbc().sql(sql).params(parameters).update();
    }
}
