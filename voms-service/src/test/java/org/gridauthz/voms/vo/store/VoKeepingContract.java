package org.gridauthz.voms.vo.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.data;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.vo.AclEntry;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.AttributeClass;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Refused;
import org.gridauthz.voms.vo.VoChange.Why;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every database must do with groups, attributes and institutions. */
abstract class VoKeepingContract {
    @RegisterExtension
    final DatabaseBackend database;

    Books books;

    VoKeepingContract(DatabaseBackend database) {
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

    @Test
    void newGroupsBeginWithDefaultsOrTheirParentsAcl() {
        Fqan a = Fqan.parse("/dune/a");
        assertThat(books.acls.read("dune", a, false)).isEqualTo(books.acls.read("dune", Fqan.parse("/dune"), false));
        AclEntry entry = new AclEntry(new AclSubject.Holders(Fqan.parse("/dune/a/b")), new Permissions(5));
        done(books.acls.put(deed("dune"), a, true, entry));
        done(books.groups.found(deed("dune"), new Group("/dune/a/new", "", false)));
        Fqan child = Fqan.parse("/dune/a/new");
        assertThat(books.acls.read("dune", child, false).entries()).containsExactly(entry);
        assertThat(books.acls.read("dune", child, true).entries()).containsExactly(entry);
        done(books.acls.put(deed("dune"), child, false, new AclEntry(entry.subject(), new Permissions(1))));
        assertThat(books.acls.read("dune", child, false).entries()).hasSize(1);
        done(books.acls.remove(deed("dune"), child, false, entry.subject()));
        refused(books.acls.remove(deed("dune"), child, false, entry.subject()), Why.UNKNOWN);
        refused(books.groups.found(deed("dune"), new Group("/dune/a/new", "", false)), Why.EXISTS);
        refused(books.groups.found(deed("dune"), new Group("/dune/no/new", "", false)), Why.UNKNOWN);
        refused(books.groups.dissolve(deed("dune"), "/dune/a"), Why.CONFLICT);
        refused(books.groups.dissolve(deed("dune"), "/dune"), Why.CONFLICT);
        done(books.groups.dissolve(deed("dune"), "/dune/a/b"));
        assertThat(books.acls.read("dune", child, true).entries()).isEmpty();
    }

    @Test
    void attributesBelongToPeopleGroupsAndRoles() {
        String jane = books.member("dune", "Jane Doe", null);
        String john = books.member("dune", "John Roe", null);
        done(books.groups.createRole(deed("dune"), new Role("prod", "")));
        done(books.attributes.create(deed("dune"), new AttributeClass("nick", "login", true)));
        done(books.attributes.setForPerson(deed("dune"), jane, "nick", "jd"));
        refused(books.attributes.setForPerson(deed("dune"), john, "nick", "jd"), Why.EXISTS);
        done(books.attributes.setForPerson(deed("dune"), jane, "nick", "jane"));
        done(books.attributes.setForPerson(deed("dune"), john, "nick", "jd"));
        done(books.attributes.setFor(deed("dune"), Fqan.parse("/dune/a/Role=prod"), "nick", "jd"));
        refused(books.attributes.setFor(deed("dune"), Fqan.parse("/dune/a"), "size", "1"), Why.UNKNOWN);
        assertThat(books.attributes.of("dune", jane)).hasSize(1);
        done(books.attributes.clear(deed("dune"), jane, "nick"));
        refused(books.attributes.clear(deed("dune"), jane, "nick"), Why.UNKNOWN);
        done(books.attributes.delete(deed("dune"), "nick"));
        assertThat(books.attributes.of("dune", john)).isEmpty();
        done(books.groups.deleteRole(deed("dune"), "prod"));
    }

    @Test
    void institutionsHaveRepresentatives() {
        String jane = books.member("dune", "Jane Doe", null);
        String lab = done(books.institutions.create(deed("dune"), "A Laboratory"));
        refused(books.institutions.create(deed("dune"), "A Laboratory"), Why.EXISTS);
        done(books.institutions.represent(deed("dune"), lab, jane, true));
        done(books.people.change(deed("dune"), jane, data("Jane Dow"), lab));
        refused(books.institutions.delete(deed("dune"), lab), Why.CONFLICT);
        refused(books.people.change(deed("dune"), jane, data("Jane Dow"), "x"), Why.UNKNOWN);
        assertThat(books.institutions.all("dune").getFirst().representatives()).containsExactly(jane);
        done(books.institutions.represent(deed("dune"), lab, jane, false));
        done(books.people.change(deed("dune"), jane, data("Jane Dow"), null));
        done(books.institutions.delete(deed("dune"), lab));
    }
}
