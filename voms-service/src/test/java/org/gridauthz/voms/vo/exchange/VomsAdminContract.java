package org.gridauthz.voms.vo.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
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

    private Books books;
    private Rolls rolls;

    VomsAdminContract(DatabaseBackend database) {
        this.database = database;
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
        rolls = new Rolls(intake, books.register, books.attributes, books.institutions, books.clock);
        for (String sql : TABLES) {
            database.jdbc().sql(sql).update();
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
        VomsAdminDatabase old = new VomsAdminDatabase(database.dataSource());
        Deed deed = Books.deed("dune");
        Rolls.Report report = rolls.take(deed, old);
        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.made()).containsExactlyInAnyOrder("/dune/new", "production", "nickname");
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().getFirst().detail()).contains("no certificate");
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

    @Test
    void anotherVosDatabaseIsNotTaken() {
        books.found("other");
        assertThatThrownBy(() -> rolls.take(Books.deed("other"), new VomsAdminDatabase(database.dataSource())))
                .hasMessageContaining("another VO");
        assertThat(books.register.statistics("other").people()).isZero();
    }
}
