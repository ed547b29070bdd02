package org.gridauthz.voms.vo.store;

import java.util.List;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Institution;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;

/** Institutions and their representatives. */
public final class Institutions {
    private final VoLedger ledger;
    private final People people;

    public Institutions(VoLedger ledger, People people) {
        this.ledger = ledger;
        this.people = people;
    }

    /** Enters one. */
    public VoChange create(Deed deed, String name) {
        String id = deed.newId("institution");
        return ledger.write(deed, id, Concern.NOBODY, seq -> {
            boolean there = all(deed.vo()).stream().anyMatch(one -> one.name().equals(name));
            if (there) {
                throw new NotTaken(Why.EXISTS, "there is an institution " + name);
            }
            insert(deed.vo(), id, name, seq);
        });
    }

    /** The row of {@link #create}, inside another write; its id. */
    String insert(String vo, String id, String name, long seq) {
        ledger.jdbc()
                .sql("INSERT INTO institution (institution_id, vo, name, seq) VALUES (?, ?, ?, ?)")
                .params(id, vo, name, seq)
                .update();
        return id;
    }

    /** Takes one out of which nobody is. */
    public VoChange delete(Deed deed, String id) {
        return ledger.write(deed, id, Concern.NOBODY, seq -> {
            require(deed.vo(), id);
            long members = ledger.jdbc()
                    .sql("SELECT COUNT(*) FROM person WHERE vo = ? AND institution_id = ?")
                    .params(deed.vo(), id)
                    .query(Long.class)
                    .single();
            if (members > 0) {
                throw new NotTaken(Why.CONFLICT, members + " people are of this institution");
            }
            ledger.jdbc()
                    .sql("DELETE FROM representative WHERE institution_id = ?")
                    .param(id)
                    .update();
            ledger.jdbc()
                    .sql("DELETE FROM institution WHERE institution_id = ?")
                    .param(id)
                    .update();
        });
    }

    /** Makes a member its representative, or ends that. */
    public VoChange represent(Deed deed, String id, String person, boolean is) {
        return ledger.write(deed, id, person, seq -> {
            require(deed.vo(), id);
            people.require(deed.vo(), person);
            int before = ledger.jdbc()
                    .sql("DELETE FROM representative WHERE institution_id = ? AND person_id = ?")
                    .params(id, person)
                    .update();
            if (is) {
                ledger.jdbc()
                        .sql("INSERT INTO representative (institution_id, person_id, seq) VALUES (?, ?, ?)")
                        .params(id, person, seq)
                        .update();
            } else if (before == 0) {
                throw new NotTaken(Why.UNKNOWN, "she does not represent it");
            }
        });
    }

    /** Every institution by name. */
    public List<Institution> all(String vo) {
        return ledger.jdbc()
                .sql("SELECT institution_id, name FROM institution WHERE vo = ? ORDER BY name")
                .param(vo)
                .query((row, number) ->
                        new Institution(row.getString(1), row.getString(2), representatives(row.getString(1))))
                .list();
    }

    /** Ids of the people who approve its applicants. */
    public List<String> representatives(String id) {
        return ledger.jdbc()
                .sql("SELECT person_id FROM representative WHERE institution_id = ? ORDER BY person_id")
                .param(id)
                .query(String.class)
                .list();
    }

    private void require(String vo, String id) {
        if (ledger.jdbc()
                .sql("SELECT name FROM institution WHERE institution_id = ? AND vo = ?")
                .params(id, vo)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no institution " + id);
        }
    }
}
