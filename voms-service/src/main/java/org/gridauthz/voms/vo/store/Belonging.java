package org.gridauthz.voms.vo.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Rank;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.jspecify.annotations.Nullable;

/** Who is in which group and holds which role there, and who manages which group. */
public final class Belonging {
    private final VoLedger ledger;
    private final People people;
    private final Groups groups;

    public Belonging(VoLedger ledger, People people, Groups groups) {
        this.ledger = ledger;
        this.people = people;
        this.groups = groups;
    }

    /** Puts somebody into a group (and those above it), or gives her a role there; a second time changes the end. */
    public VoChange put(Deed deed, String person, Fqan fqan, @Nullable Instant ends) {
        return ledger.write(deed, person, person, seq -> put(deed.vo(), person, fqan, ends, seq));
    }

    /** The rows of {@link #put(Deed, String, Fqan, Instant)}, inside another write. */
    public void put(String vo, String person, Fqan fqan, @Nullable Instant ends, long seq) {
        people.require(vo, person);
        groups.require(vo, fqan);
        // Whoever is in a group is in the groups above; a role needs its group.
        for (String path = fqan.group(); !path.equals("/" + vo); path = Names.parent(path)) {
            boolean itself = fqan.role() == null && path.equals(fqan.group());
            if (!itself && !holds(person, Rows.fqan(path, ""))) {
                row(vo, person, Rows.fqan(path, ""), null, seq);
            }
        }
        row(vo, person, fqan, ends, seq);
        touch(person, seq);
    }

    /** Takes somebody out of a group, with its subgroups and roles, or takes a role from her. */
    public VoChange remove(Deed deed, String person, Fqan fqan) {
        return ledger.write(deed, person, person, seq -> {
            people.require(deed.vo(), person);
            if (fqan.equals(Rows.fqan("/" + deed.vo(), ""))) {
                throw new NotTaken(Why.CONFLICT, "whoever is in the VO is in its root group");
            }
            if (!holds(person, fqan)) {
                throw new NotTaken(Why.UNKNOWN, "she does not hold " + fqan);
            }
            if (fqan.role() != null) {
                ledger.jdbc()
                        .sql("DELETE FROM membership WHERE person_id = ? AND path = ? AND role = ?")
                        .params(person, fqan.group(), fqan.role())
                        .update();
            } else {
                ledger.jdbc()
                        .sql("DELETE FROM membership WHERE person_id = ? AND (path = ? OR path LIKE ?)")
                        .params(person, fqan.group(), Groups.like(fqan.group()) + "/%")
                        .update();
            }
            touch(person, seq);
        });
    }

    /** Makes somebody manager or owner of a group, or with null neither. */
    public VoChange rank(Deed deed, String person, String path, @Nullable Rank rank) {
        return ledger.write(deed, person, person, seq -> {
            people.require(deed.vo(), person);
            groups.require(deed.vo(), Rows.fqan(path, ""));
            if (path.equals("/" + deed.vo())) {
                throw new NotTaken(Why.CONFLICT, "the root group is managed through its ACL");
            }
            int before = ledger.jdbc()
                    .sql("DELETE FROM group_manager WHERE person_id = ? AND path = ?")
                    .params(person, path)
                    .update();
            if (rank != null) {
                ledger.jdbc()
                        .sql("INSERT INTO group_manager (person_id, path, vo, owner, seq) VALUES (?, ?, ?, ?, ?)")
                        .params(person, path, deed.vo(), rank == Rank.OWNER, seq)
                        .update();
            } else if (before == 0) {
                throw new NotTaken(Why.UNKNOWN, "she does not manage " + path);
            }
        });
    }

    /** All of a person, by name. */
    public List<Membership> of(String person) {
        return ledger.jdbc()
                .sql("SELECT path, role, since, ends_at FROM membership WHERE person_id = ? ORDER BY path, role")
                .param(person)
                .query(Rows::membership)
                .list();
    }

    private boolean holds(String person, Fqan fqan) {
        return ledger.jdbc()
                .sql("SELECT path FROM membership WHERE person_id = ? AND path = ? AND role = ?")
                .params(person, fqan.group(), Rows.role(fqan))
                .query(String.class)
                .optional()
                .isPresent();
    }

    private void row(String vo, String person, Fqan fqan, @Nullable Instant ends, long seq) {
        int there = ledger.jdbc()
                .sql("UPDATE membership SET ends_at = ?, seq = ? WHERE person_id = ? AND path = ? AND role = ?")
                .params(Arrays.asList(Rows.millis(ends), seq, person, fqan.group(), Rows.role(fqan)))
                .update();
        if (there == 0) {
            ledger.jdbc()
                    .sql("INSERT INTO membership (person_id, path, role, vo, since, ends_at, seq)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            person, fqan.group(), Rows.role(fqan), vo, ledger.now(), Rows.millis(ends), seq))
                    .update();
        }
    }

    private void touch(String person, long seq) {
        ledger.jdbc()
                .sql("UPDATE person SET seq = ? WHERE person_id = ?")
                .params(seq, person)
                .update();
    }
}
