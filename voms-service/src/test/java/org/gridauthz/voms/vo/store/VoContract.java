package org.gridauthz.voms.vo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.certificate;
import static org.gridauthz.voms.vo.store.Books.data;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gridauthz.changes.store.Request;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Managed;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Rank;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Refused;
import org.gridauthz.voms.vo.VoChange.Why;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every database must do with a VO. */
abstract class VoContract {
    @RegisterExtension
    final DatabaseBackend database;

    Books books;

    VoContract(DatabaseBackend database) {
        this.database = database;
    }

    @BeforeEach
    void found() {
        books = new Books(database.dataSource());
        books.found("dune");
        books.found("other");
    }

    private static void refused(VoChange change, Why why) {
        assertThat(change).isInstanceOf(Refused.class);
        assertThat(((Refused) change).why()).as(change.toString()).isEqualTo(why);
    }

    private List<String> held(String person) {
        return books.belonging.of(person).stream()
                .map(Membership::fqan)
                .map(Fqan::toString)
                .toList();
    }

    @Test
    void aPersonIsInTheRootGroupAndInThoseAboveHers() {
        String jane = books.member("dune", "Jane Doe", null);
        assertThat(held(jane)).containsExactly("/dune");
        done(books.groups.createRole(deed("dune"), new Role("prod", "production")));
        done(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/a/b/Role=prod"), null));
        assertThat(held(jane)).containsExactly("/dune", "/dune/a", "/dune/a/b", "/dune/a/b/Role=prod");
        done(books.belonging.remove(deed("dune"), jane, Fqan.parse("/dune/a")));
        assertThat(held(jane)).containsExactly("/dune");
        refused(books.belonging.remove(deed("dune"), jane, Fqan.parse("/dune")), Why.CONFLICT);
        refused(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/c"), null), Why.UNKNOWN);
        refused(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/a/Role=x"), null), Why.UNKNOWN);
        refused(books.belonging.put(deed("other"), jane, Fqan.parse("/other/a"), null), Why.UNKNOWN);
    }

    @Test
    void oneCertificateIsOnePersonsInAVoHoweverItIsSpelt() {
        String jane = books.member("dune", "Jane Doe", null);
        done(books.identities.add(deed("dune"), jane, certificate("/DC=org/USERID=jane")));
        String john = books.member("dune", "John Roe", null);
        refused(books.identities.add(deed("dune"), john, certificate("/DC=org/UID=jane")), Why.EXISTS);
        // Another CA may have a person of that name; another VO may have her.
        done(books.identities.add(
                deed("dune"),
                john,
                IdentityName.certificate(new SlashDn("/DC=org/UID=jane"), new SlashDn("/CN=Another CA"))));
        books.member("other", "Jane Doe", null);
        done(books.identities.add(
                deed("dune"), jane, new IdentityName(IdentityKind.TOKEN, "1234", "https://issuer.example.org")));
        assertThat(books.identities.of(jane)).hasSize(3);
        String first = books.identities.of(john).getFirst().id();
        String second = books.identities.of(john).get(1).id();
        refused(books.identities.remove(deed("dune"), jane, first), Why.UNKNOWN);
        done(books.identities.remove(deed("dune"), john, second));
        refused(books.identities.remove(deed("dune"), john, first), Why.CONFLICT);
    }

    @Test
    void peopleAreFound() {
        String jane = books.member("dune", "Jane Doe", null);
        String john = books.member("dune", "John Roe", books.clock.instant().minus(Duration.ofDays(1)));
        done(books.belonging.put(deed("dune"), jane, Fqan.parse("/dune/a"), null));
        done(books.people.suspend(
                deed("dune"), john, new Suspension(SuspensionCode.OTHER, "for a test", books.clock.instant())));
        assertThat(ids(PeopleFilter.ALL)).containsExactly(jane, john);
        assertThat(ids(filter("ane d", null, null, null, null, null))).containsExactly(jane);
        assertThat(ids(filter("EXAMPLE.ORG", null, null, null, null, null))).containsExactly(jane, john);
        assertThat(ids(filter("j_ne", null, null, null, null, null))).isEmpty();
        assertThat(ids(filter(null, "john@example.org", null, null, null, null)))
                .containsExactly(john);
        assertThat(ids(filter(null, null, "/DC=org/CN=Jane Doe", null, null, null)))
                .containsExactly(jane);
        assertThat(ids(filter(null, null, null, "/dune/a", null, null))).containsExactly(jane);
        assertThat(ids(filter(null, null, null, null, true, null))).containsExactly(john);
        assertThat(ids(filter(null, null, null, null, false, null))).containsExactly(jane);
        assertThat(ids(filter(null, null, null, null, null, true))).containsExactly(john);
        assertThat(books.register.search("dune", PeopleFilter.ALL, 1, 1).count())
                .isEqualTo(2);
        assertThat(books.register.statistics("dune").suspended()).isEqualTo(1);
        assertThat(books.register.statistics("dune").expired()).isEqualTo(1);
        assertThat(books.register.certificateNames("dune", Fqan.parse("/dune"))).containsExactly("/DC=org/CN=Jane Doe");
        assertThat(books.register.entry("other", jane)).isNull();
    }

    private List<String> ids(PeopleFilter filter) {
        return books.register.search("dune", filter, 0, 100).entries().stream()
                .map(Register.Entry::person)
                .map(Person::id)
                .toList();
    }

    private static PeopleFilter filter(
            String text, String email, String dn, String holding, Boolean suspended, Boolean expired) {
        return new PeopleFilter(
                text,
                email,
                dn == null ? null : certificate(dn),
                holding == null ? null : Fqan.parse(holding),
                suspended,
                expired,
                null);
    }

    @Test
    void aCallerIsWhoSheIsUnlessSuspended() {
        String jane = books.member("dune", "Jane Doe", null);
        done(books.belonging.rank(deed("dune"), jane, "/dune/a", Rank.OWNER));
        done(books.belonging.put(
                deed("dune"), jane, Fqan.parse("/dune/a"), books.clock.instant().plusSeconds(60)));
        Callers.Known known = caller("/DC=org/CN=Jane Doe");
        assertThat(known.person()).isEqualTo(jane);
        assertThat(known.visitor().held()).extracting(Fqan::toString).containsExactlyInAnyOrder("/dune", "/dune/a");
        assertThat(known.manages()).containsExactly(new Managed("/dune/a", Rank.OWNER));
        books.clock.turn(Duration.ofSeconds(60));
        assertThat(caller("/DC=org/CN=Jane Doe").visitor().held()).hasSize(1);
        String certificate = books.identities.of(jane).getFirst().id();
        done(books.identities.suspend(
                deed("dune"),
                jane,
                certificate,
                new Suspension(SuspensionCode.SECURITY_INCIDENT, "lost", Instant.now())));
        assertThat(caller("/DC=org/CN=Jane Doe").suspended()).isTrue();
        assertThat(caller("/DC=org/CN=Jane Doe").visitor().held()).isEmpty();
        assertThat(caller("/DC=org/CN=Nobody").person()).isNull();
        assertThat(books.callers
                        .of("dune", new SlashDn("/DC=org/CN=Jane Doe"), new SlashDn("/CN=Another"), false)
                        .person())
                .isNull();
        assertThat(books.callers
                        .of("dune", new SlashDn("/DC=org/CN=Jane Doe"), new SlashDn("/CN=Another"), true)
                        .person())
                .isEqualTo(jane);
    }

    private Callers.Known caller(String dn) {
        return books.callers.of("dune", new SlashDn(dn), Books.CA, false);
    }

    @Test
    void aWriteUnderOneKeyMakesOnePersonAndAnyWriteIsAudited() {
        Deed deed = new Deed("dune", deed("dune").act(), new Request("ada", "key-1", "content"));
        var jane = new People.NewPerson(data("Jane Doe"), null, null, List.of(certificate("/CN=Jane")));
        VoChange.Done once = (VoChange.Done) books.people.take(deed, jane);
        VoChange.Done twice = (VoChange.Done) books.people.take(deed, jane);
        assertThat(twice.id()).isEqualTo(once.id());
        assertThat(twice.repeated()).isTrue();
        assertThat(books.register.statistics("dune").people()).isEqualTo(1);
        long rows = database.jdbc()
                .sql("SELECT COUNT(*) FROM vo_act v JOIN admin_audit a ON a.seq = v.seq WHERE v.person_id = ?")
                .param(once.id())
                .query(Long.class)
                .single();
        assertThat(rows).isEqualTo(1);
        refused(books.people.take(deed("dune"), jane), Why.EXISTS);
        refused(books.people.take(deed("none"), jane), Why.UNKNOWN);
        assertThat(books.register.statistics("dune").people()).isEqualTo(1);
    }
}
