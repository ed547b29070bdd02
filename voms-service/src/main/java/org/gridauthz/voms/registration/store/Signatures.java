package org.gridauthz.voms.registration.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gridauthz.voms.registration.Letters;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Rows;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;

/** Rules of use in versions, and who signed them. */
public final class Signatures {
    private final VoLedger ledger;
    private final Vos vos;
    private final People people;
    private final Outbox outbox;

    public Signatures(VoLedger ledger, Vos vos, People people, Outbox outbox) {
        this.ledger = ledger;
        this.vos = vos;
        this.people = people;
        this.outbox = outbox;
    }

    /** A version; {@code activated} is when it last came into force. */
    public record Version(
            String version,
            String url,
            String text,
            Instant created,
            @Nullable Instant activated) {}

    /** A signature; {@code byAdmin}: an administrator recorded it. */
    public record Signature(String version, Instant signed, boolean byAdmin) {}

    /** Enters a version; nobody is asked to sign it yet. */
    public VoChange enter(Deed deed, String version, String url, String text) {
        return ledger.write(deed, version, Concern.NOBODY, seq -> {
            vos.require(deed.vo());
            if (find(deed.vo(), version).isPresent()) {
                throw new NotTaken(Why.EXISTS, "there is a version " + version);
            }
            ledger.jdbc()
                    .sql("INSERT INTO aup_version (vo, version, url, aup_text, created_at, seq) VALUES (?, ?, ?, ?,"
                            + " ?, ?)")
                    .params(deed.vo(), version, url, text, ledger.now(), seq)
                    .update();
        });
    }

    /** Puts a version in force: everybody who has not signed it is asked to. */
    public VoChange activate(Deed deed, String version) {
        return ledger.write(deed, version, seq -> {
            Vo vo = vos.require(deed.vo());
            if (find(deed.vo(), version).isEmpty()) {
                throw new NotTaken(Why.UNKNOWN, "there is no version " + version);
            }
            if (version.equals(vo.aup())) {
                throw new NotTaken(Why.CONFLICT, "it is in force");
            }
            ledger.jdbc()
                    .sql("UPDATE aup_version SET activated_at = ?, seq = ? WHERE vo = ? AND version = ?")
                    .params(ledger.now(), seq, deed.vo(), version)
                    .update();
            vos.aup(deed.vo(), version, vo.aupForced(), seq);
        });
    }

    /** Asks everybody, or one, to sign anew, however recently they did. */
    public VoChange force(Deed deed, @Nullable String person) {
        VoLedger.Step step = seq -> {
            Vo vo = vos.require(deed.vo());
            if (vo.aup() == null) {
                throw new NotTaken(Why.CONFLICT, "the VO has no rules of use in force");
            }
            if (person == null) {
                vos.aup(deed.vo(), vo.aup(), Instant.ofEpochMilli(ledger.now()), seq);
            } else {
                people.require(deed.vo(), person);
                ledger.jdbc()
                        .sql("UPDATE person SET aup_forced_at = ?, seq = ? WHERE person_id = ?")
                        .params(ledger.now(), seq, person)
                        .update();
            }
        };
        return person == null
                ? ledger.write(deed, deed.vo(), Concern.TERMS, step)
                : ledger.write(deed, person, person, step);
    }

    /** Signs the version in force; what she was suspended for is over. */
    public VoChange sign(Deed deed, String person, String version, boolean byAdmin) {
        return ledger.write(deed, person, person, seq -> {
            Vo vo = vos.require(deed.vo());
            Person her = people.require(deed.vo(), person);
            if (!version.equals(vo.aup())) {
                throw new NotTaken(Why.CONFLICT, "the version in force is " + vo.aup());
            }
            insert(vo, person, version, byAdmin, seq);
            if (vo.rules().signingExtends() && vo.rules().membershipDays() > 0) {
                Instant ends = Instant.ofEpochMilli(ledger.now())
                        .plus(Duration.ofDays(vo.rules().membershipDays()));
                people.end(her, ends, seq);
            }
            if (her.suspension() != null && her.suspension().code() == SuspensionCode.FAILED_TO_SIGN_AUP) {
                people.suspend(person, null, seq);
                outbox.put(vo.name(), person, her.data().email(), Letters.suspended(vo, null), ledger.now());
            }
        });
    }

    /** Inside another write: a signature now. */
    void insert(Vo vo, String person, String version, boolean byAdmin, long seq) {
        ledger.jdbc()
                .sql("INSERT INTO aup_signature (person_id, version, signed_at, vo, by_admin, seq) VALUES (?, ?, ?,"
                        + " ?, ?, ?)")
                .params(Arrays.asList(person, version, ledger.now(), vo.name(), byAdmin, seq))
                .update();
        ledger.jdbc()
                .sql("UPDATE person SET seq = ? WHERE person_id = ?")
                .params(seq, person)
                .update();
    }

    /** All versions, newest first. */
    public List<Version> versions(String vo) {
        return ledger.jdbc()
                .sql("SELECT version, url, aup_text, created_at, activated_at FROM aup_version WHERE vo = ?"
                        + " ORDER BY created_at DESC, version")
                .param(vo)
                .query((row, number) -> new Version(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Rows.instant(row, "activated_at")))
                .list();
    }

    /** All of a person, newest first. */
    public List<Signature> of(String person) {
        return ledger.jdbc()
                .sql("SELECT version, signed_at, by_admin FROM aup_signature WHERE person_id = ? ORDER BY signed_at"
                        + " DESC")
                .param(person)
                .query((row, number) ->
                        new Signature(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getBoolean(3)))
                .list();
    }

    private Optional<Version> find(String vo, String version) {
        return versions(vo).stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
    }
}
