package org.gridauthz.gums.members.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.ListStatus;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.gums.members.RefreshRounds.Plan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.jobs.store.JdbcClaims;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two member lists and what copies them, on any database; sources and time are the test's. */
abstract class ListScene {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final Plan PLAN = new Plan(Duration.ofHours(6), Duration.ofMinutes(10), 4, Duration.ofMinutes(5));

    @RegisterExtension
    final DatabaseBackend db;

    final AtomicReference<Instant> time = new AtomicReference<>(START);
    final Map<String, Listing> sources = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    final MemberBook book = new MemberBook();
    final Policy policy = policy(vo("dune", "/dune"), vo("cms", "/cms"));
    final List<CopiedList> lists = CopiedList.of(policy);
    ReadAhead ahead;
    JdbcListStore store;
    ListFollower follower;
    RefreshRounds rounds;

    ListScene(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void wire() {
        ahead = new ReadAhead(db.dataSource());
        store = new JdbcListStore(db.dataSource(), new ChangeLog(db.dataSource()), ahead::look);
        follower = new ListFollower(db.dataSource(), ahead, book, () -> {});
        rounds = rounds("one");
    }

    @AfterEach
    void end() {
        rounds.close();
    }

    RefreshRounds rounds(String instance) {
        Refresh refresh = new Refresh(
                list -> {
                    asked.incrementAndGet();
                    return sources.getOrDefault(list.name(), new NotListed(Fault.UNREACHABLE, "nobody"));
                },
                store,
                time::get);
        return new RefreshRounds(refresh, store, new JdbcClaims(db.dataSource(), instance), time::get, PLAN);
    }

    /** What a follower does at each change: here it applies everything known so far. */
    CopiedLists follow() {
        for (CopiedList list : lists) {
            follower.apply(new Change(1, "x", JdbcListStore.KIND, List.of(list.id()), false));
        }
        CopiedLists incremental = book.view(policy, time.get());
        MemberBook fresh = new MemberBook();
        new ListFollower(db.dataSource(), new ReadAhead(db.dataSource()), fresh, () -> {})
                .reload(ReloadReason.START, new Epoch("g", 1))
                .run();
        for (String list : Set.of("dune", "cms")) {
            List<Row> one = new ArrayList<>();
            List<Row> other = new ArrayList<>();
            incremental.roster(list).forEach(one::add);
            fresh.view(policy, time.get()).roster(list).forEach(other::add);
            assertThat(one).isEqualTo(other);
        }
        return incremental;
    }

    ListStatus status(String name) {
        book.times(store.all());
        return book.status(policy, time.get()).stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    void source(String name, List<Row> rows) {
        sources.put(name, listed(rows));
    }

    static Listed listed(List<Row> rows) {
        return new Listed(rows, 0, 0);
    }

    static List<Row> members(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Row.member(dn(i).text()));
        }
        return rows;
    }

    static SlashDn dn(int number) {
        return new SlashDn("/DC=org/DC=example/CN=User " + number);
    }

    static MemberSource vo(String name, String container) {
        return new MemberSource.VoServer(
                name, "https://voms.example.org/voms" + container, container, Duration.ofDays(3));
    }

    static Policy policy(MemberSource... sources) {
        return new Policy(
                Policy.Fqans.PRIMARY,
                true,
                true,
                List.of(sources),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    int changes() {
        return count("SELECT COUNT(*) FROM change_log WHERE kind = 'member-list'");
    }

    int count(String sql) {
        return db.jdbc().sql(sql).query(Integer.class).single();
    }
}
