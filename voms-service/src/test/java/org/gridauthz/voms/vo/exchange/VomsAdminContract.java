package org.gridauthz.voms.vo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.registration.store.Admission;
import org.gridauthz.voms.registration.store.ApplicationIntake;
import org.gridauthz.voms.registration.store.Applications;
import org.gridauthz.voms.registration.store.Erasure;
import org.gridauthz.voms.registration.store.Outbox;
import org.gridauthz.voms.registration.store.Signatures;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.store.Books;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Intake;
import org.gridauthz.voms.vo.store.Register;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A VOMS-Admin database of the layout that voms.md §11 lists is taken over. */
abstract class VomsAdminContract {
    @RegisterExtension
    final DatabaseBackend database;

    /** Another one on the same server; ours are in it, too, and one of theirs has the name of one of ours. */
    @RegisterExtension
    final DatabaseBackend oldDatabase;

    private Books books;
    private Rolls rolls;
    private Applications applications;

    VomsAdminContract(DatabaseBackend database, DatabaseBackend oldDatabase) {
        this.database = database;
        this.oldDatabase = oldDatabase;
    }

    @BeforeEach
    void found() {
        books = new Books(database.dataSource());
        books.found("dune");
        Intake intake = new Intake(
                books.ledger,
                books.people,
                books.identities,
                books.groups,
                books.belonging,
                books.attributes,
                books.institutions);
        Outbox outbox = new Outbox(books.ledger);
        Admission admission = new Admission(
                books.ledger,
                books.people,
                books.identities,
                books.groups,
                books.belonging,
                new Signatures(books.ledger, books.vos, books.people, outbox),
                new Erasure(books.ledger, books.people, books.identities),
                outbox);
        applications = new Applications(books.ledger, books.vos, admission);
        VomsAdminTerms terms = new VomsAdminTerms(
                books.ledger,
                books.vos,
                books.acls,
                new ApplicationIntake(books.ledger, books.vos, books.identities, admission));
        rolls = new Rolls(intake, books.register, books.attributes, books.institutions, terms, books.clock);
        for (String sql : OldVomsAdmin.TABLES) {
            oldDatabase.jdbc().sql(sql).update();
        }
    }

    private Register.Entry entry(String dn) {
        IdentityName name = IdentityName.certificate(new SlashDn(dn), null);
        return books.register
                .search("dune", new PeopleFilter(null, null, name, null, null, null, null), 0, 1)
                .entries()
                .getFirst();
    }

    @Test
    void itIsTakenOverOnce() {
        VomsAdminDatabase old = new VomsAdminDatabase(oldDatabase.dataSource());
        Deed deed = Books.deed("dune");
        Rolls.Report report = rolls.take(deed, old);
        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.made())
                .contains("/dune/new", "production", "nickname", "AUP 1.0", "AUP 2.0")
                .filteredOn(one -> !one.startsWith("application"))
                .hasSize(5);
        assertThat(report.refused())
                .extracting(no -> no.detail())
                .filteredOn(no -> !no.startsWith("her application"))
                .singleElement()
                .satisfies(no -> assertThat(no).contains("no certificate"));
        Register.Entry jane = entry("/DC=org/CN=Jane two");
        assertThat(jane.identities()).hasSize(2);
        assertThat(jane.identities())
                .filteredOn(one -> one.suspension() != null)
                .hasSize(1);
        assertThat(jane.memberships())
                .extracting(one -> one.fqan().toString())
                .containsExactlyInAnyOrder("/dune", "/dune/a", "/dune/new", "/dune/new/Role=production");
        assertThat(jane.person().data().fields()).containsEntry("phone", "123");
        assertThat(jane.person().ends()).isNotNull();
        assertThat(books.attributes.of("dune", jane.person().id()).getFirst().value())
                .isEqualTo("jane");
        assertThat(books.attributes
                        .of("dune", Fqan.parse("/dune/new/Role=production").toString())
                        .getFirst()
                        .value())
                .isEqualTo("r");
        Register.Entry john = entry("/DC=org/CN=John");
        assertThat(john.person().suspension().code()).isEqualTo(SuspensionCode.SECURITY_INCIDENT);
        assertThat(john.person().institution()).isEqualTo(jane.person().institution());
        assertThat(john.person().data().email()).endsWith(".invalid");
        Rolls.Report again = rolls.take(deed, old);
        assertThat(List.of(again.taken(), again.known())).containsExactly(0, 2);
        assertThat(again.made()).isEmpty();
    }

    private String permissions(String container, boolean defaults, AclSubject subject) {
        return books.acls.read("dune", Fqan.parse(container), defaults).entries().stream()
                .filter(entry -> entry.subject().equals(subject))
                .map(entry -> entry.permissions().text())
                .findFirst()
                .orElse("");
    }

    @Test
    void itsAclsAreTakenOver() {
        rolls.take(Books.deed("dune"), new VomsAdminDatabase(oldDatabase.dataSource()));
        AclSubject jane = new AclSubject.Certificate(new SlashDn("/DC=org/CN=Jane"), Books.CA);
        assertThat(permissions("/dune", false, new AclSubject.Anyone())).isEqualTo("CONTAINER_READ|MEMBERSHIP_READ");
        assertThat(permissions("/dune", true, new AclSubject.Anyone())).isEqualTo("MEMBERSHIP_READ");
        assertThat(permissions("/dune", false, new AclSubject.Holders(Fqan.parse("/dune/Role=VO-Admin"))))
                .isEqualTo("ALL");
        assertThat(permissions("/dune/new", false, jane)).isEqualTo("MEMBERSHIP_READ|MEMBERSHIP_WRITE");
        assertThat(permissions("/dune/new", false, new AclSubject.Holders(Fqan.parse("/dune/a"))))
                .isEqualTo("MEMBERSHIP_READ");
        assertThat(permissions("/dune/new/Role=production", false, jane)).isEqualTo("MEMBERSHIP_WRITE");
        assertThat(books.acls.read("dune", Fqan.parse("/dune"), false).entries())
                .as("VOMS-Admin's own parts are nobody here")
                .noneMatch(entry -> entry.subject().name().contains("Local Database"));
    }

    @Test
    void itsRulesOfUseAreInForceAndSignaturesCount() {
        rolls.take(Books.deed("dune"), new VomsAdminDatabase(oldDatabase.dataSource()));
        rolls.take(Books.deed("dune"), new VomsAdminDatabase(oldDatabase.dataSource()));
        assertThat(books.vos.find("dune").orElseThrow().aup()).isEqualTo("2.0");
        assertThat(signatures("/DC=org/CN=Jane")).containsExactly("1.0", "2.0");
        assertThat(signatures("/DC=org/CN=John"))
                .as("a grid's rules are another thing")
                .containsExactly("1.0");
    }

    private List<String> signatures(String dn) {
        return database.jdbc()
                .sql("SELECT version FROM aup_signature WHERE person_id = ? ORDER BY version")
                .param(entry(dn).person().id())
                .query(String.class)
                .list();
    }

    private String asked(Application one) {
        return one.kind() + " " + one.applicant().name() + " " + one.wanted() + " " + one.state();
    }

    @Test
    void itsApplicationsUnderWayAreWithTheManagers() {
        Deed deed = Books.deed("dune");
        Rolls.Report report = rolls.take(deed, new VomsAdminDatabase(oldDatabase.dataSource()));
        assertThat(applications.list("dune", null, null, 0, 10))
                .extracting(this::asked)
                .containsExactlyInAnyOrder(
                        "MEMBERSHIP /DC=org/CN=Nina null WITH_MANAGER",
                        "CERTIFICATE /DC=org/CN=Jane null WITH_MANAGER",
                        "GROUP /DC=org/CN=John /dune/a WITH_MANAGER",
                        "ROLE /DC=org/CN=John /dune/new/Role=production WITH_MANAGER");
        assertThat(report.made())
                .filteredOn(one -> one.startsWith("application"))
                .hasSize(4);
        assertThat(report.refused())
                .filteredOn(no -> no.detail().startsWith("her application"))
                .extracting(no -> no.place())
                .containsExactly("/DC=org/CN=Otto", "/DC=org/CN=John", "/DC=org/CN=John");

        for (Application one : applications.list("dune", null, null, 0, 10)) {
            VoChange granted = applications.happens(deed, one.id(), new Happening.ManagerDecided(true, "welcome"));
            assertThat(granted).isInstanceOf(VoChange.Done.class);
        }
        Register.Entry nina = entry("/DC=org/CN=Nina");
        assertThat(nina.person().data().name()).isEqualTo("Nina New");
        assertThat(nina.person().data().fields()).containsEntry("phone", "456");
        assertThat(entry("/DC=org/CN=Jane three").person().id())
                .isEqualTo(entry("/DC=org/CN=Jane").person().id());
        assertThat(entry("/DC=org/CN=John").memberships())
                .extracting(one -> one.fqan().toString())
                .contains("/dune/a", "/dune/new/Role=production");

        rolls.take(deed, new VomsAdminDatabase(oldDatabase.dataSource()));
        assertThat(applications.list("dune", null, null, 0, 10))
                .as("no second time")
                .hasSize(4);
    }

    @Test
    void anotherVosDatabaseIsNotTaken() {
        books.found("other");
        assertThatThrownBy(() -> rolls.take(Books.deed("other"), new VomsAdminDatabase(oldDatabase.dataSource())))
                .hasMessageContaining("another VO");
        assertThat(books.register.statistics("other").people()).isZero();
    }
}
