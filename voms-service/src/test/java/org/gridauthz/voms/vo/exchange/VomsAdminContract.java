package org.gridauthz.voms.vo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.store.Books;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Intake;
import org.gridauthz.voms.vo.store.Register;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A VOMS-Admin database of the layout that voms.md §11 lists is taken over. */
abstract class VomsAdminContract {
    private static final String[] TABLES = {
        "CREATE TABLE usr (userid BIGINT PRIMARY KEY, name VARCHAR(255), surname VARCHAR(255), institution VARCHAR(255),"
                + " address VARCHAR(255), phone_number VARCHAR(255), email_address VARCHAR(255), dn VARCHAR(255), ca SMALLINT,"
                + " creation_time DATETIME, end_time DATETIME, suspended BOOLEAN, suspension_reason_code VARCHAR(255),"
                + " suspension_reason VARCHAR(255))",
        "CREATE TABLE ca (cid SMALLINT PRIMARY KEY, subject_string VARCHAR(255))",
        "CREATE TABLE certificate (id BIGINT PRIMARY KEY, usr_id BIGINT, ca_id SMALLINT, subject_string VARCHAR(255),"
                + " suspended BOOLEAN, suspended_reason VARCHAR(255), suspension_reason_code VARCHAR(255),"
                + " creation_time DATETIME)",
        "CREATE TABLE `groups` (gid BIGINT PRIMARY KEY, dn VARCHAR(255), parent BIGINT, must BOOLEAN, description VARCHAR(255))",
        "CREATE TABLE roles (rid BIGINT PRIMARY KEY, role VARCHAR(255))",
        "CREATE TABLE m (userid BIGINT, gid BIGINT, rid BIGINT)",
        "CREATE TABLE attributes (a_id BIGINT PRIMARY KEY, a_name VARCHAR(255), a_desc TEXT, a_uniq BOOLEAN)",
        "CREATE TABLE usr_attrs (u_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE group_attrs (g_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE role_attrs (g_id BIGINT, r_id BIGINT, a_id BIGINT, a_value VARCHAR(255))",
        "CREATE TABLE acl2 (acl_id BIGINT PRIMARY KEY, group_id BIGINT, defaultACL BOOLEAN, role_id BIGINT)",
        "CREATE TABLE acl2_permissions (acl_id BIGINT, permissions INT, admin_id BIGINT, PRIMARY KEY (acl_id, admin_id))",
        "CREATE TABLE admins (adminid BIGINT PRIMARY KEY, dn VARCHAR(255), email_address VARCHAR(255), ca SMALLINT)",
        "CREATE TABLE aup (id BIGINT PRIMARY KEY, name VARCHAR(255), description VARCHAR(255), reacceptancePeriod INT)",
        "DROP TABLE aup_version",
        "CREATE TABLE aup_version (id BIGINT PRIMARY KEY, aup_id BIGINT, version VARCHAR(255), url VARCHAR(255), text VARCHAR(255),"
                + " creationTime DATETIME, lastForcedReacceptanceTime DATETIME, active BOOLEAN)",
        "CREATE TABLE aup_acc_record (id BIGINT PRIMARY KEY, aup_version_id BIGINT, usr_id BIGINT, last_acceptance_date DATETIME)",
        "CREATE TABLE req (request_id BIGINT PRIMARY KEY, completionDate DATETIME, creationDate DATETIME,"
                + " expirationDate DATETIME, status VARCHAR(255), requester_info_id BIGINT)",
        "CREATE TABLE requester_info (id BIGINT PRIMARY KEY, certificateIssuer VARCHAR(255), certificateSubject VARCHAR(255),"
                + " emailAddress VARCHAR(255))",
        "INSERT INTO aup VALUES (1, 'GRID-AUP', NULL, 365), (2, 'VO-AUP', NULL, 365)",
        "INSERT INTO aup_version VALUES (1, 1, '1.0', 'file:/grid', NULL, '2019-01-01 00:00:00', NULL, TRUE),"
                + " (2, 2, '1.0', 'https://dune.example.org/aup', NULL, '2019-01-01 00:00:00', NULL, FALSE),"
                + " (3, 2, '2.0', NULL, 'be good', '2020-01-01 00:00:00', NULL, TRUE)",
        "INSERT INTO aup_acc_record VALUES (1, 2, 1, '2019-02-01 00:00:00'), (2, 3, 1, '2026-02-01 00:00:00'),"
                + " (3, 2, 2, '2019-03-01 00:00:00'), (4, 1, 2, '2026-02-01 00:00:00')",
        "INSERT INTO requester_info VALUES (1, '/DC=org/CN=CA', '/DC=org/CN=Nina', 'nina@example.org'),"
                + " (2, '/DC=org/CN=CA', '/DC=org/CN=Jane', 'jane@example.org')",
        "INSERT INTO req VALUES (1, NULL, '2026-02-01 00:00:00', NULL, 'CONFIRMED', 1),"
                + " (2, '2020-02-01 00:00:00', '2020-01-01 00:00:00', NULL, 'APPROVED', 2)",
        "INSERT INTO ca VALUES (10, '/O=VOMS/O=System/CN=Dummy Certificate Authority'),"
                + " (11, '/O=VOMS/O=System/CN=VOMS Group'), (12, '/O=VOMS/O=System/CN=VOMS Role')",
        "INSERT INTO admins VALUES (1, '/O=VOMS/O=System/CN=Local Database Administrator', NULL, 10),"
                + " (2, '/O=VOMS/O=System/CN=Any Authenticated User', NULL, 10), (3, '/dune/a', NULL, 11),"
                + " (4, '/dune/Role=VO-Admin', NULL, 12), (5, '/DC=org/CN=Jane', NULL, 1)",
        "INSERT INTO acl2 VALUES (1, 1, FALSE, NULL), (2, 3, FALSE, NULL), (3, 3, FALSE, 2), (4, 1, TRUE, NULL)",
        "INSERT INTO acl2_permissions VALUES (1, 16383, 1), (1, 5, 2), (1, 16383, 4), (2, 12, 5), (2, 4, 3), (3, 8, 5),"
                + " (4, 4, 2)",
        "INSERT INTO ca VALUES (1, '/DC=org/CN=CA'), (2, '/DC=org/CN=Other CA')",
        "INSERT INTO `groups` VALUES (1, '/dune', 1, TRUE, NULL), (2, '/dune/a', 1, FALSE, 'known'),"
                + " (3, '/dune/new', 1, FALSE, 'a new one')",
        "INSERT INTO roles VALUES (1, 'VO-Admin'), (2, 'production')",
        "INSERT INTO attributes VALUES (1, 'nickname', 'login', TRUE)",
        "INSERT INTO usr VALUES (1, 'Jane', 'Doe', 'A Lab', 'Street 1', '123', 'jane@example.org', NULL, NULL,"
                + " '2020-01-01 00:00:00', '2030-06-01 00:00:00', FALSE, NULL, NULL)",
        "INSERT INTO usr VALUES (2, 'John', 'Roe', 'A Lab', NULL, NULL, NULL, NULL, NULL,"
                + " '2020-01-01 00:00:00', NULL, TRUE, 'SECURITY_INCIDENT', 'key lost')",
        "INSERT INTO usr VALUES (3, NULL, NULL, NULL, NULL, NULL, 'x@example.org', NULL, NULL,"
                + " '2020-01-01 00:00:00', NULL, FALSE, NULL, NULL)",
        "INSERT INTO certificate VALUES (1, 1, 1, '/DC=org/CN=Jane', FALSE, NULL, NULL, NULL),"
                + " (2, 1, 2, '/DC=org/CN=Jane two', TRUE, 'old', 'OTHER', NULL),"
                + " (3, 2, 1, '/DC=org/CN=John', FALSE, NULL, NULL, NULL)",
        "INSERT INTO m VALUES (1, 1, NULL), (1, 2, NULL), (1, 3, 2), (1, 3, NULL), (2, 1, NULL), (3, 1, NULL)",
        "INSERT INTO usr_attrs VALUES (1, 1, 'jane')",
        "INSERT INTO group_attrs VALUES (3, 1, 'g')",
        "INSERT INTO role_attrs VALUES (3, 2, 1, 'r')",
    };

    @RegisterExtension
    final DatabaseBackend database;

    /** Another one on the same server; ours are in it, too, and one of theirs has the name of one of ours. */
    @RegisterExtension
    final DatabaseBackend oldDatabase;

    private Books books;
    private Rolls rolls;

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
        VomsAdminTerms terms = new VomsAdminTerms(books.ledger, books.vos, books.acls);
        rolls = new Rolls(intake, books.register, books.attributes, books.institutions, terms, books.clock);
        for (String sql : TABLES) {
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
                .containsExactlyInAnyOrder("/dune/new", "production", "nickname", "AUP 1.0", "AUP 2.0");
        assertThat(report.refused())
                .extracting(no -> no.detail())
                .satisfiesExactly(
                        no -> assertThat(no).contains("no certificate"),
                        no -> assertThat(no).contains("CONFIRMED", "apply anew"));
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

    @Test
    void anotherVosDatabaseIsNotTaken() {
        books.found("other");
        assertThatThrownBy(() -> rolls.take(Books.deed("other"), new VomsAdminDatabase(oldDatabase.dataSource())))
                .hasMessageContaining("another VO");
        assertThat(books.register.statistics("other").people()).isZero();
    }
}
