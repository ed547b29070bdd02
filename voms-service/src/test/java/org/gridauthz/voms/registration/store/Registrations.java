package org.gridauthz.voms.registration.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.voms.vo.store.Books.certificate;
import static org.gridauthz.voms.vo.store.Books.data;
import static org.gridauthz.voms.vo.store.Books.deed;
import static org.gridauthz.voms.vo.store.Books.done;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.store.Applications.NewApplication;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.VoState;
import org.gridauthz.voms.vo.store.Books;
import org.gridauthz.voms.vo.store.Json;
import org.gridauthz.voms.vo.store.Vos;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** The stores of registration on a test's database, and what its tests ask them. */
abstract class Registrations {
    @RegisterExtension
    final DatabaseBackend database;

    Books books;
    Outbox outbox;
    Signatures signatures;
    Erasure erasure;
    Applications applications;
    DutyRound duties;
    CleaningRound cleaning;

    Registrations(DatabaseBackend database) {
        this.database = database;
    }

    @BeforeEach
    void found() {
        books = new Books(database.dataSource());
        books.found("dune");
        outbox = new Outbox(books.ledger);
        signatures = new Signatures(books.ledger, books.vos, books.people, outbox);
        erasure = new Erasure(books.ledger, books.people, books.identities);
        Admission admission = new Admission(
                books.ledger,
                books.people,
                books.identities,
                books.groups,
                books.belonging,
                signatures,
                erasure,
                outbox);
        applications = new Applications(books.ledger, books.vos, admission);
        duties = new DutyRound(books.ledger, books.vos, books.people, erasure, outbox);
        cleaning = new CleaningRound(books.ledger, books.vos, applications, erasure);
    }

    void rules(String json) {
        var vo = books.vos.find("dune").orElseThrow();
        done(books.vos.change(
                deed("dune"),
                new Vos.Charter(
                        "x",
                        "vo@example.org",
                        VoState.OPEN,
                        Json.merged(vo.rules(), new JsonMapper().readTree(json)))));
    }

    static void refused(VoChange change, Why why) {
        assertThat(change).isInstanceOf(VoChange.Refused.class);
        assertThat(((VoChange.Refused) change).why()).as(change.toString()).isEqualTo(why);
    }

    NewApplication newcomer(String name, String institution, String aup, String... groups) {
        return new NewApplication(
                ApplicationKind.MEMBERSHIP,
                certificate("/DC=org/CN=" + name),
                null,
                institution,
                null,
                new Application.Details(data(name), List.of(groups), null, "let me in"),
                aup);
    }

    NewApplication member(ApplicationKind kind, String person, Fqan wanted) {
        return new NewApplication(
                kind,
                certificate("/DC=org/CN=Jane Doe"),
                person,
                null,
                wanted,
                Application.Details.message("please"),
                null);
    }

    List<Outbox.Listed> mails() {
        return outbox.newest("dune", 0, 100);
    }

    long mails(String recipient, String subject) {
        return mails().stream()
                .filter(one ->
                        one.recipient().equals(recipient) && one.subject().contains(subject))
                .count();
    }

    String mailedCode() {
        String body = outbox.due(books.clock.instant(), 100).stream()
                .filter(one -> one.subject().contains("confirm"))
                .map(Outbox.Waiting::body)
                .findFirst()
                .orElseThrow();
        Matcher code = Pattern.compile("code: +([0-9a-f]{32})").matcher(body);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    ApplicationState state(String id) {
        return applications.find("dune", id).orElseThrow().state();
    }

    String person(String name) {
        return books.register
                .search(
                        "dune",
                        new PeopleFilter(null, null, certificate("/DC=org/CN=" + name), null, null, null, null),
                        0,
                        1)
                .entries()
                .getFirst()
                .person()
                .id();
    }

    Suspension suspension(String person) {
        return books.people.find("dune", person).orElseThrow().suspension();
    }

    static org.gridauthz.voms.vo.store.Deed byJane() {
        return new org.gridauthz.voms.vo.store.Deed(
                "dune",
                new org.gridauthz.audit.AdminAct("/DC=org/CN=Jane Doe", "::1", "apply", "x", "please", null),
                null);
    }

    long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
