package org.gridauthz.voms.registration.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.voms.registration.Duty;
import org.gridauthz.voms.registration.Letters;
import org.gridauthz.voms.vo.AupStanding;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Rows;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;

/** Goes through all people and does what {@link Duty} says; a second run finds nothing left to do. */
public final class DutyRound {
    private static final int PAGE = 500;
    /** Suspensions and erasures of one run: a policy that nobody signed does not hold up everything else. */
    private static final int MOST_CHANGES = 1000;

    private static final String SELECT = "SELECT " + Rows.PERSON + ", p.aup_forced_at, a.activated_at,"
            + " (SELECT MAX(s.signed_at) FROM aup_signature s WHERE s.person_id = p.person_id AND s.version = v.aup_version)"
            + " AS signed_at FROM person p JOIN vo v ON v.vo = p.vo"
            + " LEFT JOIN aup_version a ON a.vo = v.vo AND a.version = v.aup_version";

    private final VoLedger ledger;
    private final Vos vos;
    private final People people;
    private final Erasure erasure;
    private final Outbox outbox;

    public DutyRound(VoLedger ledger, Vos vos, People people, Erasure erasure, Outbox outbox) {
        this.ledger = ledger;
        this.vos = vos;
        this.people = people;
        this.erasure = erasure;
        this.outbox = outbox;
    }

    private record Found(Person person, AupStanding.Facts aup) {
        List<Duty> duties(Vo vo, Instant now) {
            AupStanding standing = AupStanding.of(aup, vo.rules(), now);
            return Duty.of(new Duty.Facts(person.ends(), standing, person.suspension()), vo.rules(), now);
        }
    }

    /** One run over all VOs. */
    public void run() {
        int changes = 0;
        for (Vo vo : vos.all()) {
            String last = "";
            List<Found> page;
            do {
                page = page(vo, last);
                for (Found one : page) {
                    if (changes < MOST_CHANGES) {
                        changes += fulfil(vo, one);
                    }
                }
                last = page.isEmpty() ? last : page.getLast().person().id();
            } while (page.size() == PAGE && changes < MOST_CHANGES);
        }
    }

    private int fulfil(Vo vo, Found found) {
        int changes = 0;
        for (Duty duty : found.duties(vo, now())) {
            switch (duty) {
                case Duty.Remind remind -> remind(vo, found.person(), remind);
                case Duty.Suspend suspend -> {
                    suspend(vo, found.person().id(), suspend);
                    changes++;
                }
                case Duty.Erase erase -> {
                    erasure.erase(
                            Deed.ofSystem(
                                    vo.name(), "erase-person", found.person().id(), "retention is over"),
                            found.person().id());
                    changes++;
                }
            }
        }
        return changes;
    }

    private void remind(Vo vo, Person person, Duty.Remind remind) {
        boolean sent = ledger.jdbc()
                        .sql(
                                "SELECT COUNT(*) FROM reminder WHERE person_id = ? AND kind = ? AND about_ms = ? AND days = ?")
                        .params(
                                person.id(),
                                remind.topic().name(),
                                remind.about().toEpochMilli(),
                                remind.days())
                        .query(Long.class)
                        .single()
                > 0;
        if (sent) {
            return;
        }
        boolean unusedLostToAnotherRun = ledger.aside(() -> {
            ledger.jdbc()
                    .sql("INSERT INTO reminder (person_id, kind, about_ms, days) VALUES (?, ?, ?, ?)")
                    .params(person.id(), remind.topic().name(), remind.about().toEpochMilli(), remind.days())
                    .update();
            outbox.put(vo.name(), person.id(), person.data().email(), Letters.reminder(vo, remind), ledger.now());
        });
    }

    private void suspend(Vo vo, String id, Duty.Suspend suspend) {
        Deed deed = Deed.ofSystem(vo.name(), "suspend-person", id, suspend.reason());
        ledger.write(deed, id, id, seq -> {
            Found still = find(vo, id);
            if (still == null || !still.duties(vo, now()).contains(suspend)) {
                throw new NotTaken(Why.CONFLICT, "no longer so");
            }
            people.suspend(id, new Suspension(suspend.code(), suspend.reason(), now()), seq);
            String address = still.person().data().email();
            outbox.put(vo.name(), id, address, Letters.suspended(vo, suspend.reason()), ledger.now());
        });
    }

    private List<Found> page(Vo vo, String after) {
        return ledger.jdbc()
                .sql(SELECT + " WHERE p.vo = ? AND p.person_id > ? ORDER BY p.person_id LIMIT " + PAGE)
                .params(vo.name(), after)
                .query((row, number) -> found(row, vo))
                .list();
    }

    private @Nullable Found find(Vo vo, String id) {
        return ledger.jdbc()
                .sql(SELECT + " WHERE p.vo = ? AND p.person_id = ?")
                .params(vo.name(), id)
                .query((row, number) -> found(row, vo))
                .optional()
                .orElse(null);
    }

    private static Found found(ResultSet row, Vo vo) throws SQLException {
        Person person = Rows.person(row, 0);
        Instant forced = Stream.of(vo.aupForced(), Rows.instant(row, "aup_forced_at"))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new Found(
                person,
                new AupStanding.Facts(
                        Rows.instant(row, "activated_at"), forced, Rows.instant(row, "signed_at"), person.joined()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(ledger.now());
    }
}
