package org.gridauthz.gums.members.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMember.LiteralFqan;
import org.gridauthz.gums.mapping.ManualMember.NoFqan;
import org.gridauthz.gums.mapping.ManualMember.Pattern;
import org.gridauthz.gums.mapping.ManualMember.PatternFqan;
import org.gridauthz.gums.mapping.ManualMembers;
import org.gridauthz.gums.members.ManualBook;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.store.ManualGroups.NewEntry;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Manual groups and maps, on every database: written through the log, followed entry by entry. */
abstract class ManualContract {
    private static final SlashDn ANN = new SlashDn("/DC=org/CN=Ann");
    private static final SlashDn BOB = new SlashDn("/DC=org/CN=Bob \"(x)*\" Müller");

    @RegisterExtension
    final DatabaseBackend db;

    private final ManualBook book = new ManualBook();
    private final AtomicReference<ManualMembers> members = new AtomicReference<>(ManualMembers.NONE);
    private ManualGroups groups;
    private ManualMaps maps;
    private ManualFollower follower;
    private ChangeWork audit;

    ManualContract(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void wire() {
        ChangeLog changes = new ChangeLog(db.dataSource());
        groups = new ManualGroups(db.dataSource(), changes);
        maps = new ManualMaps(db.dataSource(), changes);
        follower = new ManualFollower(db.dataSource(), book, (m, a) -> members.set(m));
        AdminAudit trail = new AdminAudit(db.dataSource(), java.time.InstantSource.system());
        audit = epoch -> trail.record(new AdminAct("/CN=admin", "127.0.0.1", "enter", "group", "why", null), epoch);
    }

    @Test
    void everyFormOfEntryComesBackAsItWasEntered() {
        List<ManualMember> forms = List.of(
                ManualMember.anyFqan(ANN.text()),
                new ManualMember(new ManualMember.Literal(BOB), new NoFqan()),
                new ManualMember(new ManualMember.Literal(BOB), new LiteralFqan(Fqan.parse("/cms/Role=pilot"))),
                new ManualMember(new ManualMember.Literal(ANN), new PatternFqan(new TextPattern("/cms/*"))),
                new ManualMember(new Pattern(new TextPattern("/DC=org/OU=Robots/*")), new NoFqan()));
        enter("robots", forms);

        assertThat(groups.list("robots", 0, 10))
                .extracting(ManualGroups.Listed::member)
                .containsExactlyInAnyOrderElementsOf(forms);
        assertThat(names("robots")).containsExactly(ANN.text(), ANN.text(), BOB.text(), BOB.text());
        assertThat(count("SELECT COUNT(*) FROM admin_audit")).isEqualTo(1);
        assertSameAsReadAnew();
    }

    @Test
    void enteringTwiceIsOneEntryWithTheLaterAddress() {
        ManualMember ann = ManualMember.anyFqan(ANN.text());
        groups.enter("g", List.of(new NewEntry(ann, "old@example.org")), audit);
        groups.enter("g", List.of(new NewEntry(ann, "new@example.org")), audit);
        followAll();
        assertThat(groups.list("g", 0, 10))
                .singleElement()
                .extracting(ManualGroups.Listed::email)
                .isEqualTo("new@example.org");
        List<String> emails = new ArrayList<>();
        book.forEach("g", entry -> emails.add(String.valueOf(entry.email())));
        assertThat(emails).containsExactly("new@example.org");
    }

    @Test
    void whoIsTakenOutIsGoneAndTakingOutAgainIsNoMistake() {
        ManualMember ann = ManualMember.anyFqan(ANN.text());
        enter("g", List.of(ann, ManualMember.anyFqan(BOB.text())));
        assertThat(groups.remove("g", List.of(ann), audit)).isInstanceOf(ManualChange.Done.class);
        assertThat(groups.remove("g", List.of(ann), audit)).isInstanceOf(ManualChange.Done.class);
        followAll();
        assertThat(names("g")).containsExactly(BOB.text());
        assertSameAsReadAnew();
    }

    @Test
    void manyEntriesBecomeSeveralSmallChanges() {
        List<ManualMember> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add(ManualMember.anyFqan("/CN=User " + i));
        }
        enter("g", many);
        assertThat(count("SELECT COUNT(*) FROM change_log WHERE kind = 'manual-members'"))
                .isEqualTo(3);
        assertThat(names("g")).hasSize(250);
    }

    @Test
    void morePatternsThanCanBeTriedAreRefused() {
        List<ManualMember> many = new ArrayList<>();
        for (int i = 0; i <= ManualMembers.MAX_PATTERNS; i++) {
            many.add(new ManualMember(new Pattern(new TextPattern("/CN=" + i + "*")), new NoFqan()));
        }
        assertThat(groups.enter(
                        "g", many.stream().map(m -> new NewEntry(m, null)).toList(), audit))
                .isEqualTo(ManualChange.Refused.TOO_MANY_PATTERNS);
        followAll();
        assertSameAsReadAnew();
    }

    @Test
    void accountsAreEnteredReplacedAndTakenOut() {
        maps.enter("map", Map.of(ANN, "ann", BOB, "bob"), audit);
        maps.enter("map", Map.of(ANN, "ann2"), audit);
        maps.remove("map", List.of(BOB), audit);
        followAll();
        assertThat(book.account("map", ANN)).isEqualTo("ann2");
        assertThat(book.account("map", BOB)).isNull();
        assertThat(book.account("other", ANN)).isNull();
        assertThat(maps.list("map", 0, 10))
                .extracting(ManualMaps.Listed::account)
                .containsExactly("ann2");
        assertThat(count("SELECT COUNT(*) FROM admin_audit")).isEqualTo(3);
    }

    private void enter(String group, List<ManualMember> entries) {
        assertThat(groups.enter(
                        group,
                        entries.stream()
                                .map(member -> new NewEntry(member, null))
                                .toList(),
                        audit))
                .isInstanceOf(ManualChange.Done.class);
        followAll();
    }

    private void followAll() {
        record Logged(long seq, String kind, String keys) {}
        db.jdbc()
                .sql("SELECT seq, kind, change_keys FROM change_log ORDER BY seq")
                .query((row, number) -> new Logged(row.getLong(1), row.getString(2), row.getString(3)))
                .list()
                .forEach(row -> follower.apply(new Change(
                        row.seq(), "x", row.kind(), List.of(row.keys().split("\n")), false)));
    }

    private void assertSameAsReadAnew() {
        ManualBook fresh = new ManualBook();
        new ManualFollower(db.dataSource(), fresh, (m, a) -> {})
                .reload(ReloadReason.START, new Epoch("g", 0))
                .run();
        for (String group : List.of("g", "robots")) {
            List<ManualBook.Entry> one = new ArrayList<>();
            List<ManualBook.Entry> other = new ArrayList<>();
            book.forEach(group, one::add);
            fresh.forEach(group, other::add);
            assertThat(one).containsExactlyInAnyOrderElementsOf(other);
        }
    }

    private List<String> names(String group) {
        List<String> names = new ArrayList<>();
        book.forEach(group, entry -> names.add(entry.dn().text()));
        return names;
    }

    private int count(String sql) {
        return db.jdbc().sql(sql).query(Integer.class).single();
    }
}
