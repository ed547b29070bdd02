package org.gridauthz.voms.registration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.certificate;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.registration.store.Applications.NewApplication;
import org.gridauthz.voms.standing.store.LastSeen;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Books;
import org.junit.jupiter.api.Test;

/** Reminded, renewed, suspended, erased: in every database. */
abstract class StayingContract extends Registrations {
    StayingContract(DatabaseBackend database) {
        super(database);
    }

    @Test
    void aMembershipIsRemindedSuspendedRenewedAndKeptForAWhile() {
        rules("{\"retention\":{\"expiredMembers\":90,\"applications\":10,\"audit\":0,\"mail\":5}}");
        String jane = books.member("dune", "Jane Doe", books.clock.instant().plus(Duration.ofDays(20)));
        duties.run();
        duties.run();
        assertThat(mails("jane@example.org", "ends on")).isEqualTo(1);
        books.clock.turn(Duration.ofDays(14));
        duties.run();
        assertThat(mails("jane@example.org", "ends on")).isEqualTo(2);
        books.clock.turn(Duration.ofDays(13));
        duties.run();
        assertThat(books.people.find("dune", jane).orElseThrow().suspension().code())
                .isEqualTo(SuspensionCode.MEMBERSHIP_EXPIRATION);
        assertThat(mails("jane@example.org", "suspended")).isEqualTo(1);
        String renewal = done(applications.submit(deed("dune"), member(ApplicationKind.RENEWAL, jane, null)));
        done(applications.happens(deed("dune"), renewal, new Happening.ManagerDecided(true, "stay")));
        Person renewed = books.people.find("dune", jane).orElseThrow();
        assertThat(renewed.suspension()).isNull();
        assertThat(renewed.ends()).isEqualTo(books.clock.instant().plus(Duration.ofDays(365)));
        duties.run();
        assertThat(books.people.find("dune", jane).orElseThrow().suspension()).isNull();
        books.clock.turn(Duration.ofDays(365 + 89));
        duties.run();
        assertThat(books.people.find("dune", jane)).isPresent();
        books.clock.turn(Duration.ofDays(1));
        duties.run();
        assertThat(books.people.find("dune", jane)).isEmpty();
    }

    @Test
    void rulesOfUseAreSignedAgainWhenTheyChangeOrSomebodySaysSo() {
        String jane = books.member("dune", "Jane Doe", null);
        done(signatures.enter(deed("dune"), "1", "", "be good"));
        refused(signatures.enter(deed("dune"), "1", "", "be good"), Why.EXISTS);
        refused(signatures.force(deed("dune"), null), Why.CONFLICT);
        done(signatures.activate(deed("dune"), "1"));
        duties.run();
        assertThat(mails("jane@example.org", "please sign")).isEqualTo(1);
        books.clock.turn(Duration.ofDays(15));
        duties.run();
        assertThat(suspension(jane).code()).isEqualTo(SuspensionCode.FAILED_TO_SIGN_AUP);
        refused(signatures.sign(deed("dune"), jane, "0", false), Why.CONFLICT);
        done(signatures.sign(deed("dune"), jane, "1", false));
        assertThat(suspension(jane)).isNull();
        books.clock.turn(Duration.ofDays(1));
        done(signatures.force(deed("dune"), jane));
        duties.run();
        assertThat(mails("jane@example.org", "please sign")).isEqualTo(2);
        books.clock.turn(Duration.ofDays(1));
        done(signatures.sign(deed("dune"), jane, "1", true));
        done(signatures.enter(deed("dune"), "2", "", "be better"));
        done(signatures.activate(deed("dune"), "2"));
        books.clock.turn(Duration.ofDays(15));
        done(books.people.suspend(
                deed("dune"), jane, new Suspension(SuspensionCode.SECURITY_INCIDENT, "x", books.clock.instant())));
        duties.run();
        done(signatures.sign(deed("dune"), jane, "2", false));
        // What an administrator did stays until an administrator undoes it.
        assertThat(suspension(jane).code()).isEqualTo(SuspensionCode.SECURITY_INCIDENT);
    }

    @Test
    void theDayOnWhichSomebodyWasSeenIsWrittenOnceKeptAndForgotten() {
        rules("{\"retention\":{\"expiredMembers\":0,\"applications\":0,\"audit\":0,\"mail\":0,\"lastSeen\":30}}");
        String jane = books.member("dune", "Jane Doe", null);
        String john = books.member("dune", "John Roe", null);
        LastSeen seen = new LastSeen(books.ledger, books.clock);
        SlashDn dn = new SlashDn("/DC=org/CN=Jane Doe");
        seen.seen("dune", dn, Books.CA);
        seen.seen("dune", dn, Books.CA);
        seen.seen("dune", new SlashDn("/DC=org/CN=Nobody"), Books.CA);
        assertThat(seen.of(jane)).as("not on the way of an answer").isEmpty();
        seen.write();
        LocalDate first = LocalDate.ofInstant(books.clock.instant(), ZoneOffset.UTC);
        assertThat(seen.of(jane)).extracting(LastSeen.Seen::day).containsExactly(first);
        assertThat(seen.of(john)).isEmpty();

        books.clock.turn(Duration.ofDays(20));
        LastSeen other = new LastSeen(books.ledger, books.clock);
        other.seen("dune", dn, Books.CA);
        other.seen("dune", new SlashDn("/DC=org/CN=John Roe"), Books.CA);
        other.write();
        seen.write();
        assertThat(seen.of(jane)).extracting(LastSeen.Seen::day).containsExactly(first.plusDays(20));
        books.clock.turn(Duration.ofDays(20));
        seen.seen("dune", dn, Books.CA);
        seen.write();
        books.clock.turn(Duration.ofDays(11));
        cleaning.run();
        assertThat(seen.of(jane)).hasSize(1);
        assertThat(seen.of(john)).as("31 days ago").isEmpty();
        done(erasure.erase(deed("dune"), jane));
        assertThat(count("SELECT COUNT(*) FROM last_seen")).isZero();
    }

    @Test
    void whoeverIsErasedLeavesAPseudonymAndHerBar() {
        String jane = books.member("dune", "Jane Doe", null);
        NewApplication hers = member(ApplicationKind.GROUP, jane, Fqan.parse("/dune/a"));
        done(applications.submit(byJane(), hers));
        done(books.people.suspend(
                deed("dune"), jane, new Suspension(SuspensionCode.SECURITY_INCIDENT, "stole", books.clock.instant())));
        done(erasure.erase(deed("dune"), jane));
        cleaning.run();
        assertThat(count("SELECT COUNT(*) FROM admin_audit WHERE who LIKE '%Jane%'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM admin_audit WHERE who = 'person " + jane + "'"))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM identity WHERE name LIKE '%Jane%'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM application")).isZero();
        assertThat(count("SELECT COUNT(*) FROM erasure")).isZero();
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)), Why.CONFLICT);
        done(books.identities.unbar(deed("dune"), certificate("/DC=org/CN=Jane Doe")));
        done(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)));
        refused(erasure.erase(deed("dune"), jane), Why.UNKNOWN);
    }
}
