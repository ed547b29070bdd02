package org.gridauthz.voms.vo.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.jspecify.annotations.Nullable;

/** Certificates and token identities of people. */
public final class Identities {
    private static final int MOST_EACH = 50;

    private final VoLedger ledger;

    public Identities(VoLedger ledger) {
        this.ledger = ledger;
    }

    /** Adds one to a person. */
    public VoChange add(Deed deed, String person, IdentityName name) {
        String id = deed.newId("identity");
        return ledger.write(deed, id, person, seq -> {
            requirePerson(deed.vo(), person);
            insert(deed.vo(), person, id, name, seq);
            touch(person, seq);
        });
    }

    /** The row of {@link #add}, inside another write. */
    public void insert(String vo, String person, String id, IdentityName name, long seq) {
        free(vo, name);
        if (of(person).size() >= MOST_EACH) {
            throw new NotTaken(
                    Why.CONFLICT, "a person has at most " + MOST_EACH + " certificates and token identities");
        }
        ledger.jdbc()
                .sql("INSERT INTO identity (identity_id, person_id, vo, kind, name, issuer, name_key, issuer_key,"
                        + " added_at, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        person,
                        vo,
                        name.kind().name(),
                        name.name(),
                        name.issuer(),
                        name.key(),
                        name.issuerKey(),
                        ledger.now(),
                        seq))
                .update();
    }

    /** Takes one from a person; never her last. */
    public VoChange remove(Deed deed, String person, String id) {
        return ledger.write(deed, id, person, seq -> {
            require(deed.vo(), person, id);
            if (of(person).size() == 1) {
                throw new NotTaken(Why.CONFLICT, "it is her last one; remove the person, or add another before");
            }
            ledger.jdbc()
                    .sql("DELETE FROM identity WHERE identity_id = ?")
                    .param(id)
                    .update();
            touch(person, seq);
        });
    }

    /** Suspends one, or with null restores it. */
    public VoChange suspend(Deed deed, String person, String id, @Nullable Suspension suspension) {
        return ledger.write(deed, id, person, seq -> {
            Identity identity = require(deed.vo(), person, id);
            if (suspension == null && identity.suspension() == null) {
                throw new NotTaken(Why.CONFLICT, "it is not suspended");
            }
            suspend(id, suspension, seq);
            touch(person, seq);
        });
    }

    /** The row of {@link #suspend(Deed, String, String, Suspension)}, inside another write. */
    public void suspend(String id, @Nullable Suspension suspension, long seq) {
        ledger.jdbc()
                .sql("UPDATE identity SET suspended_code = ?, suspended_reason = ?, suspended_at = ?, seq = ?"
                        + " WHERE identity_id = ?")
                .params(Arrays.asList(
                        suspension == null ? null : suspension.code().name(),
                        suspension == null ? null : suspension.reason(),
                        suspension == null ? null : suspension.since().toEpochMilli(),
                        seq,
                        id))
                .update();
    }

    /** Lifts the bar on a name whose person was erased while suspended. */
    public VoChange unbar(Deed deed, IdentityName name) {
        return ledger.write(deed, name.name(), Concern.NOBODY, seq -> {
            if (ledger.jdbc()
                            .sql("DELETE FROM barred WHERE vo = ? AND name_key = ?")
                            .params(deed.vo(), name.key())
                            .update()
                    == 0) {
                throw new NotTaken(Why.UNKNOWN, "this name is not barred");
            }
        });
    }

    /** All of a person, oldest first. */
    public List<Identity> of(String person) {
        return ledger.jdbc()
                .sql("SELECT " + Rows.IDENTITY
                        + " FROM identity i WHERE i.person_id = ? ORDER BY i.added_at, i.identity_id")
                .param(person)
                .query(Rows::identity)
                .list();
    }

    private Identity require(String vo, String person, String id) {
        return ledger.jdbc()
                .sql("SELECT " + Rows.IDENTITY
                        + " FROM identity i WHERE i.identity_id = ? AND i.person_id = ? AND i.vo = ?")
                .params(id, person, vo)
                .query(Rows::identity)
                .optional()
                .orElseThrow(() -> new NotTaken(Why.UNKNOWN, "she has no certificate " + id));
    }

    /** Inside a write: nobody has this name, and it is not barred. */
    public void free(String vo, IdentityName name) {
        ledger.jdbc()
                .sql("SELECT code FROM barred WHERE vo = ? AND name_key = ?")
                .params(vo, name.key())
                .query(String.class)
                .optional()
                .ifPresent(code -> {
                    throw new NotTaken(Why.CONFLICT, "this name is barred from the VO (" + code + ")");
                });
        holder(vo, name).ifPresent(holder -> {
            throw new NotTaken(Why.EXISTS, "person " + holder + " has " + name.name());
        });
    }

    /** Whose name this is. */
    public Optional<String> holder(String vo, IdentityName name) {
        return ledger.jdbc()
                .sql("SELECT person_id FROM identity WHERE vo = ? AND name_key = ? AND issuer_key = ?")
                .params(vo, name.key(), name.issuerKey())
                .query(String.class)
                .optional();
    }

    private void requirePerson(String vo, String person) {
        if (ledger.jdbc()
                .sql("SELECT vo FROM person WHERE person_id = ? AND vo = ?")
                .params(person, vo)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no person " + person);
        }
    }

    private void touch(String person, long seq) {
        ledger.jdbc()
                .sql("UPDATE person SET seq = ? WHERE person_id = ?")
                .params(seq, person)
                .update();
    }
}
