package org.gridauthz.voms.vo.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.jspecify.annotations.Nullable;

/** People: taken in, changed, suspended, removed. */
public final class People {
    private final VoLedger ledger;
    private final Identities identities;

    public People(VoLedger ledger, Identities identities) {
        this.ledger = ledger;
        this.identities = identities;
    }

    /**
     * Somebody to be taken in.
     *
     * @param ends null: a membership without end
     */
    public record NewPerson(
            PersonalData data,
            @Nullable String institution,
            @Nullable Instant ends,
            List<IdentityName> identities) {
        public NewPerson {
            identities = List.copyOf(identities);
        }
    }

    /** Takes somebody in: she is in the root group from then on. */
    public VoChange take(Deed deed, NewPerson newPerson) {
        String id = deed.newId("person");
        return ledger.write(deed, id, id, seq -> insert(deed.vo(), id, newPerson, seq));
    }

    /** The rows of {@link #take}, inside another write. */
    public void insert(String vo, String id, NewPerson person, long seq) {
        if (ledger.jdbc()
                .sql("SELECT vo FROM vo WHERE vo = ?")
                .param(vo)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no VO " + vo);
        }
        requireInstitution(vo, person.institution());
        long now = ledger.now();
        PersonalData data = person.data();
        ledger.jdbc()
                .sql("INSERT INTO person (person_id, vo, given_name, family_name, email, fields, search_text,"
                        + " institution_id, joined_at, ends_at, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        vo,
                        data.givenName(),
                        data.familyName(),
                        data.email(),
                        Json.text(data.fields()),
                        searchText(data),
                        person.institution(),
                        now,
                        Rows.millis(person.ends()),
                        seq))
                .update();
        for (IdentityName name : person.identities()) {
            identities.insert(vo, id, org.gridauthz.voms.vo.Keys.id(), name, seq);
        }
        ledger.jdbc()
                .sql("INSERT INTO membership (person_id, path, role, vo, since, seq) VALUES (?, ?, '', ?, ?, ?)")
                .params(id, "/" + vo, vo, now, seq)
                .update();
    }

    /** Changes her personal data. */
    public VoChange change(Deed deed, String id, PersonalData data, @Nullable String institution) {
        return ledger.write(deed, id, id, seq -> {
            require(deed.vo(), id);
            requireInstitution(deed.vo(), institution);
            ledger.jdbc()
                    .sql("UPDATE person SET given_name = ?, family_name = ?, email = ?, fields = ?, search_text = ?,"
                            + " institution_id = ?, seq = ? WHERE person_id = ?")
                    .params(Arrays.asList(
                            data.givenName(),
                            data.familyName(),
                            data.email(),
                            Json.text(data.fields()),
                            searchText(data),
                            institution,
                            seq,
                            id))
                    .update();
        });
    }

    /** Says when her membership ends; a suspension for having ended goes when the new end lies ahead. */
    public VoChange end(Deed deed, String id, @Nullable Instant ends) {
        return ledger.write(deed, id, id, seq -> end(require(deed.vo(), id), ends, seq));
    }

    /** The rows of {@link #end(Deed, String, Instant)}, inside another write. */
    public void end(Person person, @Nullable Instant ends, long seq) {
        ledger.jdbc()
                .sql("UPDATE person SET ends_at = ?, seq = ? WHERE person_id = ?")
                .params(Arrays.asList(Rows.millis(ends), seq, person.id()))
                .update();
        Suspension suspension = person.suspension();
        if (suspension != null
                && suspension.code() == org.gridauthz.voms.vo.SuspensionCode.MEMBERSHIP_EXPIRATION
                && (ends == null || ends.toEpochMilli() > ledger.now())) {
            suspend(person.id(), null, seq);
        }
    }

    /** Suspends her, or with null restores her. */
    public VoChange suspend(Deed deed, String id, @Nullable Suspension suspension) {
        return ledger.write(deed, id, id, seq -> {
            Person person = require(deed.vo(), id);
            if (suspension == null && person.suspension() == null) {
                throw new NotTaken(Why.CONFLICT, "she is not suspended");
            }
            suspend(id, suspension, seq);
        });
    }

    /** The rows of {@link #suspend(Deed, String, Suspension)}, inside another write. */
    public void suspend(String id, @Nullable Suspension suspension, long seq) {
        ledger.jdbc()
                .sql("UPDATE person SET suspended_code = ?, suspended_reason = ?, suspended_at = ?, seq = ?"
                        + " WHERE person_id = ?")
                .params(Arrays.asList(
                        suspension == null ? null : suspension.code().name(),
                        suspension == null ? null : suspension.reason(),
                        suspension == null ? null : suspension.since().toEpochMilli(),
                        seq,
                        id))
                .update();
    }

    /** One person of a VO. */
    public Optional<Person> find(String vo, String id) {
        return ledger.jdbc()
                .sql("SELECT " + Rows.PERSON + " FROM person p WHERE p.person_id = ? AND p.vo = ?")
                .params(id, vo)
                .query(Rows::person)
                .optional();
    }

    /** Inside a write: one person, who must be there. */
    public Person require(String vo, String id) {
        return find(vo, id).orElseThrow(() -> new NotTaken(Why.UNKNOWN, "there is no person " + id));
    }

    /** Inside a write: the institution, if one is named, must be there. */
    public void requireInstitution(String vo, @Nullable String institution) {
        if (institution != null
                && ledger.jdbc()
                        .sql("SELECT name FROM institution WHERE institution_id = ? AND vo = ?")
                        .params(institution, vo)
                        .query(String.class)
                        .optional()
                        .isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no institution " + institution);
        }
    }

    private static String searchText(PersonalData data) {
        String text = (data.name() + " " + data.email()).toLowerCase(Locale.ROOT);
        return text.length() <= 800 ? text : text.substring(0, 800);
    }
}
