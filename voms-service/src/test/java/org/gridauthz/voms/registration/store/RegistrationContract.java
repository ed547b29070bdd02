package org.gridauthz.voms.registration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.certificate;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.time.Duration;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Codes;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.registration.store.Applications.NewApplication;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Rank;
import org.gridauthz.voms.vo.VoChange.Why;
import org.junit.jupiter.api.Test;

/** Applications and their mail, in every database. */
abstract class RegistrationContract extends Registrations {
    RegistrationContract(DatabaseBackend database) {
        super(database);
    }

    @Test
    void somebodyBecomesAMember() {
        String rita = books.member("dune", "Rita Rep", null);
        String lab = done(books.institutions.create(deed("dune"), "A Lab"));
        done(books.institutions.represent(deed("dune"), lab, rita, true));
        done(books.belonging.rank(deed("dune"), rita, "/dune/a", Rank.MANAGER));
        rules("{\"askInstitution\":true,\"fields\":[{\"name\":\"phone\",\"required\":false}]}");
        done(signatures.enter(deed("dune"), "1.0", "", "be good"));
        done(signatures.activate(deed("dune"), "1.0"));
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", null, "1.0")), Why.INVALID);
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", lab, null)), Why.INVALID);
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", lab, "1.0", "/dune/none")), Why.UNKNOWN);
        String id = done(applications.submit(deed("dune"), newcomer("Jane Doe", lab, "1.0", "/dune/a/b")));
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", lab, "1.0")), Why.EXISTS);
        assertThat(mails("jane@example.org", "confirm")).isEqualTo(1);
        refused(applications.happens(deed("dune"), id, new Happening.Confirmed(Codes.hash("no"))), Why.INVALID);
        done(applications.happens(deed("dune"), id, new Happening.Confirmed(Codes.hash(mailedCode()))));
        assertThat(state(id)).isEqualTo(ApplicationState.WITH_REPRESENTATIVE);
        assertThat(mails("rita@example.org", "waits for you")).isEqualTo(1);
        done(applications.happens(deed("dune"), id, new Happening.RepresentativeDecided(true, "ours")));
        assertThat(mails("vo@example.org", "waits for you")).isEqualTo(1);
        done(applications.happens(deed("dune"), id, new Happening.ManagerDecided(true, "welcome")));
        assertThat(mails("jane@example.org", "was approved")).isEqualTo(1);
        String jane = person("Jane Doe");
        Person person = books.people.find("dune", jane).orElseThrow();
        assertThat(person.ends()).isEqualTo(books.clock.instant().plus(Duration.ofDays(365)));
        assertThat(person.institution()).isEqualTo(lab);
        assertThat(signatures.of(jane))
                .extracting(Signatures.Signature::version)
                .containsExactly("1.0");
        // What she asked for besides waits for the manager of that group.
        Application more = applications
                .list("dune", ApplicationState.WITH_MANAGER, ApplicationKind.GROUP, 0, 10)
                .getFirst();
        assertThat(mails("rita@example.org", "waits for you")).isEqualTo(2);
        done(applications.happens(deed("dune"), more.id(), new Happening.ManagerDecided(true, "")));
        assertThat(books.belonging.of(jane)).extracting(Membership::fqan).contains(Fqan.parse("/dune/a/b"));
        refused(applications.submit(deed("dune"), newcomer("Jane Doe", lab, "1.0")), Why.EXISTS);
    }

    @Test
    void membersAskForMoreAndLeave() {
        String jane = books.member("dune", "Jane Doe", null);
        Fqan a = Fqan.parse("/dune/a");
        String id = done(applications.submit(deed("dune"), member(ApplicationKind.GROUP, jane, a)));
        refused(applications.submit(deed("dune"), member(ApplicationKind.GROUP, jane, a)), Why.EXISTS);
        done(applications.happens(deed("dune"), id, new Happening.ManagerDecided(false, "not now")));
        assertThat(applications.find("dune", id).orElseThrow().explanation()).isEqualTo("not now");
        refused(applications.happens(deed("dune"), id, new Happening.ManagerDecided(true, "")), Why.CONFLICT);
        String second = done(applications.submit(
                deed("dune"),
                new NewApplication(
                        ApplicationKind.CERTIFICATE,
                        certificate("/DC=org/CN=Jane Doe"),
                        jane,
                        null,
                        null,
                        new Application.Details(null, List.of(), certificate("/DC=org/CN=Robot of Jane"), ""),
                        null)));
        done(applications.happens(deed("dune"), second, new Happening.ManagerDecided(true, "")));
        assertThat(person("Robot of Jane")).isEqualTo(jane);
        refused(applications.submit(deed("dune"), member(ApplicationKind.LEAVING, null, null)), Why.CONFLICT);
        done(applications.submit(deed("dune"), member(ApplicationKind.LEAVING, jane, null)));
        assertThat(books.people.find("dune", jane)).isEmpty();
        assertThat(mails("vo@example.org", "has left")).isEqualTo(1);
        cleaning.run();
        assertThat(applications.of("dune", certificate("/DC=org/CN=Jane Doe"))).isEmpty();
        done(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)));
    }

    @Test
    void applicationsLapseAndOldThingsGo() {
        rules("{\"retention\":{\"expiredMembers\":0,\"applications\":10,\"audit\":30,\"mail\":5}}");
        String id = done(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)));
        books.clock.turn(Duration.ofHours(168));
        cleaning.run();
        assertThat(state(id)).isEqualTo(ApplicationState.EXPIRED);
        String again = done(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)));
        done(applications.happens(deed("dune"), again, new Happening.Withdrawn()));
        outbox.due(books.clock.instant(), 10).forEach(mail -> outbox.sent(mail, books.clock.instant()));
        books.clock.turn(Duration.ofDays(11));
        cleaning.run();
        assertThat(applications.find("dune", id)).isEmpty();
        assertThat(mails()).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM vo_act")).isPositive();
        books.clock.turn(Duration.ofDays(30));
        cleaning.run();
        assertThat(count("SELECT COUNT(*) FROM vo_act")).isZero();
        assertThat(count("SELECT COUNT(*) FROM admin_audit")).isZero();
    }

    @Test
    void aMailIsOneSendersAtATimeAndTriedForTwoDays() {
        done(applications.submit(deed("dune"), newcomer("Jane Doe", null, null)));
        Outbox.Waiting mail = outbox.due(books.clock.instant(), 10).getFirst();
        assertThat(outbox.claim(mail, books.clock.instant(), Duration.ofMinutes(2)))
                .isTrue();
        assertThat(outbox.claim(mail, books.clock.instant(), Duration.ofMinutes(2)))
                .isFalse();
        assertThat(outbox.due(books.clock.instant(), 10)).isEmpty();
        books.clock.turn(Duration.ofMinutes(2));
        Duration all = Duration.ZERO;
        for (int tries = 1; tries < Outbox.MOST_TRIES; tries++) {
            Outbox.Waiting next = outbox.due(books.clock.instant(), 10).getFirst();
            assertThat(outbox.claim(next, books.clock.instant(), Duration.ofMinutes(2)))
                    .isTrue();
            outbox.failed(next, books.clock.instant(), "no");
            Duration pause = Outbox.pause(next.tries() + 1);
            all = all.plus(pause);
            books.clock.turn(pause);
        }
        assertThat(outbox.due(books.clock.instant(), 10)).isEmpty();
        assertThat(mails().getFirst().state()).isEqualTo("GIVEN_UP");
        assertThat(all).isBetween(Duration.ofDays(1), Duration.ofDays(3));
    }
}
