package org.gridauthz.voms.standing.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.port.Sightings;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.store.VoLedger;

/**
 * On which day people last had an attribute certificate. Remembered in passing, bounded, and written every now and then: an answer never waits
 * for it, and what is lost with the process is a day at most.
 */
public final class LastSeen implements Sightings {
    /** Names remembered until they are written; more are seen another time. */
    static final int MOST = 20_000;

    private static final int AT_ONCE = 100;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final VoLedger ledger;
    private final InstantSource clock;
    private final Set<Sight> waiting = ConcurrentHashMap.newKeySet();
    /** Of today, or of the day before until it is noticed. */
    private final Set<Sight> written = ConcurrentHashMap.newKeySet();

    private record Sight(String vo, SlashDn subject, SlashDn issuer, long day) {}

    /**
     * A certificate and its day.
     *
     * @param certificate its id
     */
    public record Seen(String certificate, LocalDate day) {}

    public LastSeen(VoLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void seen(String vo, SlashDn subject, SlashDn issuer) {
        Sight sight = new Sight(vo, subject, issuer, clock.millis() / DAY);
        if (waiting.size() < MOST && !written.contains(sight)) {
            waiting.add(sight);
        }
    }

    /** Writes what was seen since the last time; throws when the database is away, and then it waits. */
    public void write() {
        long today = clock.millis() / DAY;
        written.removeIf(sight -> sight.day() < today);
        List<Sight> some = new ArrayList<>(AT_ONCE);
        for (Sight sight : waiting) {
            some.add(sight);
            if (some.size() == AT_ONCE) {
                write(some);
                some.clear();
            }
        }
        write(some);
    }

    private void write(List<Sight> sights) {
        boolean done = ledger.aside(() -> sights.forEach(this::row));
        if (!done) {
            return; // another instance inserted one of them just now: the next time it is an update
        }
        for (Sight sight : sights) {
            waiting.remove(sight);
            if (written.size() < MOST) {
                written.add(sight);
            }
        }
    }

    private void row(Sight sight) {
        record Known(String id, String person, IdentityName name) {}
        IdentityName name = IdentityName.certificate(sight.subject(), sight.issuer());
        List<Known> known = ledger.jdbc()
                .sql("SELECT identity_id, person_id, name, issuer FROM identity WHERE vo = ? AND name_key = ?")
                .params(sight.vo(), name.key())
                .query((row, number) -> new Known(
                        row.getString(1),
                        row.getString(2),
                        IdentityName.certificate(
                                new SlashDn(row.getString(3)),
                                row.getString(4) == null ? null : new SlashDn(row.getString(4)))))
                .list();
        for (Known one : known) {
            if (known.size() > 1 && !one.name().takesIssuer(sight.issuer())) {
                continue;
            }
            int there = ledger.jdbc()
                    .sql("UPDATE last_seen SET seen_day = GREATEST(seen_day, ?) WHERE identity_id = ?")
                    .params(sight.day(), one.id())
                    .update();
            if (there == 0 && none(one.id())) {
                ledger.jdbc()
                        .sql("INSERT INTO last_seen (identity_id, person_id, vo, seen_day) VALUES (?, ?, ?, ?)")
                        .params(one.id(), one.person(), sight.vo(), sight.day())
                        .update();
            }
        }
    }

    /** Some servers count only rows that an update changed. */
    private boolean none(String identity) {
        return ledger.jdbc()
                .sql("SELECT identity_id FROM last_seen WHERE identity_id = ?")
                .param(identity)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Of a person, what was written. */
    public List<Seen> of(String person) {
        return ledger.jdbc()
                .sql("SELECT identity_id, seen_day FROM last_seen WHERE person_id = ? ORDER BY seen_day DESC,"
                        + " identity_id")
                .param(person)
                .query((row, number) -> new Seen(row.getString(1), LocalDate.ofEpochDay(row.getLong(2))))
                .list();
    }

    /** The day of a time, as the table has it. */
    public static long day(Instant time) {
        return time.toEpochMilli() / DAY;
    }
}
