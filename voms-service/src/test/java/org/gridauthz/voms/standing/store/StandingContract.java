package org.gridauthz.voms.standing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.registration.store.Outbox;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.store.Books;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the attribute authority is told of a member. */
abstract class StandingContract {
    private static final SlashDn JANE = new SlashDn("/DC=org/CN=Jane Doe");

    @RegisterExtension
    final DatabaseBackend database;

    Books books;
    StoredMemberships memberships;
    Followed followed;
    Signatures signatures;
    String jane;

    StandingContract(DatabaseBackend database) {
        this.database = database;
    }

    @BeforeEach
    void found() {
        books = new Books(database.dataSource());
        books.found("dune");
        memberships = new StoredMemberships(database.dataSource(), books.clock);
        followed = new Followed(database.dataSource());
        signatures = new Signatures(books.ledger, books.vos, books.people, new Outbox(books.ledger));
        jane = books.member("dune", "Jane Doe", books.clock.instant().plus(Duration.ofDays(100)));
    }

    @AfterEach
    void close() {
        memberships.close();
    }

    private Standing standing() {
        return standing("dune", JANE, Books.CA);
    }

    /** As the tables say; a memory that followed every change, one that has just read all, and one from a snapshot say the same. */
    private Standing standing(String vo, SlashDn subject, SlashDn issuer) {
        Standing read = memberships.of(vo, subject, issuer);
        Instant now = books.clock.instant();
        assertThat(followed.caughtUp().of(vo, subject, issuer, now)).isEqualTo(read);
        assertThat(new Followed(database.dataSource()).caughtUp().of(vo, subject, issuer, now))
                .isEqualTo(read);
        assertThat(followed.fromASnapshot().of(vo, subject, issuer, now)).isEqualTo(read);
        return read;
    }

    @Test
    void aMemberHoldsGroupsRolesAndAttributes() {
        done(books.groups.createRole(deed("dune"), new Role("prod", "")));
        done(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/a/b/Role=prod"), null));
        done(books.belonging.put(
                deed("dune"),
                jane,
                Fqan.parse("/dune/a/Role=prod"),
                books.clock.instant().plusSeconds(9)));
        for (String name : List.of("nick", "size")) {
            done(books.attributes.create(deed("dune"), new AttributeClass(name, "", false)));
        }
        done(books.attributes.setForPerson(deed("dune"), jane, "nick", "jd"));
        done(books.attributes.setFor(deed("dune"), Fqan.parse("/dune/a"), "nick", "A"));
        done(books.attributes.setFor(deed("dune"), Fqan.parse("/dune/a"), "size", "7"));
        done(books.attributes.setFor(deed("dune"), Fqan.parse("/dune/a/b/Role=prod"), "nick", "P"));
        Standing.Value p = new Standing.Value("nick", "P");
        List<Standing.Value> ofA = List.of(new Standing.Value("nick", "A"), new Standing.Value("size", "7"));
        Standing.Member member = (Standing.Member) standing();
        assertThat(member.attributes()).containsExactly(new Standing.Value("nick", "jd"));
        assertThat(member.notices()).isEmpty();
        assertThat(member.groups()).hasSize(3);
        Standing.Group a = member.groups().get(1);
        assertThat(a.attributes()).containsExactlyInAnyOrderElementsOf(ofA);
        assertThat(a.roles()).containsExactly(new Standing.Role("prod", List.of()));
        assertThat(member.groups().get(2))
                .isEqualTo(new Standing.Group(
                        "/dune/a/b", true, List.of(new Standing.Role("prod", List.of(p))), List.of()));
        books.clock.turn(Duration.ofSeconds(9));
        assertThat(((Standing.Member) standing()).groups().get(1).roles()).isEmpty();
    }

    @Test
    void strangersAndTheSuspendedAreToldApart() {
        assertThat(standing("dune", new SlashDn("/CN=X"), Books.CA)).isEqualTo(new Standing.Unknown());
        assertThat(standing("dune", JANE, new SlashDn("/CN=X"))).isEqualTo(new Standing.Unknown());
        assertThat(memberships.of("none", JANE, Books.CA)).isEqualTo(new Standing.Unknown());
        Suspension lost = new Suspension(SuspensionCode.SECURITY_INCIDENT, "key lost", books.clock.instant());
        String certificate = books.identities.of(jane).getFirst().id();
        done(books.identities.suspend(deed("dune"), jane, certificate, lost));
        assertThat(standing()).isEqualTo(new Standing.Suspended("key lost"));
        done(books.identities.suspend(deed("dune"), jane, certificate, null));
        assertThat(standing()).isInstanceOf(Standing.Member.class);
        done(books.people.suspend(deed("dune"), jane, new Suspension(SuspensionCode.OTHER, "away", lost.since())));
        assertThat(standing()).isEqualTo(new Standing.Suspended("away"));
    }

    @Test
    void aMembershipEndsAfterItsDaysOfGraceWithOrWithoutARun() {
        books.clock.turn(Duration.ofDays(80));
        assertThat(((Standing.Member) standing()).notices()).containsExactly("Your membership ends on 2026-06-09.");
        books.clock.turn(Duration.ofDays(26));
        assertThat(((Standing.Member) standing()).notices().getFirst()).contains("suspended on 2026-06-16");
        books.clock.turn(Duration.ofDays(1));
        assertThat(standing()).isEqualTo(new Standing.Suspended("membership ended on 2026-06-09"));
        done(books.people.end(deed("dune"), jane, books.clock.instant().plus(Duration.ofDays(365))));
        assertThat(((Standing.Member) standing()).notices()).isEmpty();
    }

    @Test
    void rulesOfUseMustBeSigned() {
        done(signatures.enter(deed("dune"), "1", "", "be good"));
        done(signatures.activate(deed("dune"), "1"));
        assertThat(((Standing.Member) standing()).notices().getFirst()).startsWith("Please sign");
        books.clock.turn(Duration.ofDays(15));
        assertThat(standing()).isEqualTo(new Standing.AupUnsigned(null));
        done(signatures.sign(deed("dune"), jane, "1", false));
        assertThat(((Standing.Member) standing()).notices()).isEmpty();
        books.clock.turn(Duration.ofSeconds(1));
        done(signatures.force(deed("dune"), null));
        assertThat(((Standing.Member) standing()).notices().getFirst()).startsWith("Please sign");
        books.clock.turn(Duration.ofSeconds(1));
        done(signatures.sign(deed("dune"), jane, "1", true));
        done(signatures.enter(deed("dune"), "2", "", "be better"));
        assertThat(((Standing.Member) standing()).notices()).isEmpty();
        done(signatures.activate(deed("dune"), "2"));
        assertThat(((Standing.Member) standing()).notices().getFirst()).startsWith("Please sign");
    }

    @Test
    void whatGoesAwayForAllGoesAwayForEach() {
        done(books.groups.createRole(deed("dune"), new Role("prod", "")));
        done(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/a/b/Role=prod"), null));
        assertThat(((Standing.Member) standing()).groups()).hasSize(3);
        done(books.groups.change(deed("dune"), new Group("/dune/a/b", "no longer on request", false)));
        assertThat(((Standing.Member) standing()).groups().get(2).optional()).isFalse();
        done(books.groups.deleteRole(deed("dune"), "prod"));
        assertThat(((Standing.Member) standing()).groups().get(2).roles()).isEmpty();
        done(books.groups.dissolve(deed("dune"), "/dune/a/b"));
        assertThat(((Standing.Member) standing()).groups()).hasSize(2);
        String second = done(books.identities.add(deed("dune"), jane, Books.certificate("/DC=org/CN=Robot")));
        assertThat(standing("dune", new SlashDn("/DC=org/CN=Robot"), Books.CA)).isEqualTo(standing());
        done(books.identities.remove(deed("dune"), jane, second));
        assertThat(standing("dune", new SlashDn("/DC=org/CN=Robot"), Books.CA)).isEqualTo(new Standing.Unknown());
    }

    @Test
    void withoutADatabaseNothingIsKnown() {
        database.jdbc().sql("DROP TABLE membership").update();
        assertThat(memberships.of("dune", JANE, Books.CA)).isInstanceOf(Standing.Unavailable.class);
        database.jdbc().sql("DROP TABLE identity").update();
        assertThat(memberships.of("dune", JANE, Books.CA)).isInstanceOf(Standing.Unavailable.class);
    }
}
