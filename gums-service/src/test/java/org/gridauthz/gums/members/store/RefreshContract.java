package org.gridauthz.gums.members.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.ListStatus;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.Refresh.Outcome;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.gums.members.RefreshRounds.Plan;
import org.gridauthz.gums.members.RosterEdit;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a member list, on every database. */
abstract class RefreshContract {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Plan PLAN = new Plan(Duration.ofHours(6), Duration.ofMinutes(10), 4, Duration.ofMinutes(5));

    @RegisterExtension
    final DatabaseBackend db;

    private final AtomicReference<Instant> time = new AtomicReference<>(START);
    private final Map<String, Listing> sources = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final MemberBook book = new MemberBook();
    private final Policy policy = policy(vo("dune", "/dune"), vo("cms", "/cms"));
    private final List<CopiedList> lists = CopiedList.of(policy);
    private JdbcListStore store;
    private ListFollower follower;
    private RefreshRounds rounds;

    RefreshContract(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void wire() {
        store = new JdbcListStore(db.dataSource(), new ChangeLog(db.dataSource()));
        follower = new ListFollower(db.dataSource(), book, () -> {});
        rounds = rounds("one");
    }

    @AfterEach
    void end() {
        rounds.close();
    }

    @Test
    void aListIsReadOnceAndShown() {
        source("dune", members(1201));
        source("cms", members(3));

        assertThat(rounds.round(lists)).isEqualTo(Map.of("dune", Outcome.REPLACED, "cms", Outcome.REPLACED));

        CopiedLists shown = follow();
        assertThat(shown.members().contains("dune", dn(1200))).isTrue();
        assertThat(shown.members().contains("dune", dn(1201))).isFalse();
        assertThat(shown.members().contains("cms", dn(3))).isFalse();
        assertThat(shown.members().state("cms")).isEqualTo(ListState.USABLE);
        assertThat(shown.members().state("atlas")).isEqualTo(ListState.MISSING);
        assertThat(changes()).isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM member_chunk")).isEqualTo(4);
    }

    @Test
    void anUnchangedListCostsATimestampOnly() {
        source("dune", members(10));
        rounds.now(lists.subList(0, 1));
        CopiedLists before = follow();
        pass(Duration.ofHours(1));

        assertThat(rounds.now(lists.subList(0, 1))).containsEntry("dune", Outcome.UNCHANGED);

        assertThat(changes()).isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM member_chunk")).isEqualTo(1);
        book.times(store.all());
        assertThat(book.view(policy, time.get())).isSameAs(before);
        assertThat(status("dune").age()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aFailureKeepsTheLastGoodListUntilItsLimit() {
        source("dune", members(10));
        rounds.now(lists);
        sources.put("dune", new NotListed(Fault.UNREACHABLE, "ConnectException"));
        pass(Duration.ofDays(1));

        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.FAILED);

        assertThat(follow().members().contains("dune", dn(1))).isTrue();
        assertThat(status("dune").fault()).isEqualTo("list.unreachable");
        assertThat(status("dune").age()).isEqualTo(Duration.ofDays(1));
        CopiedLists usable = book.view(policy, START.plus(Duration.ofDays(3)));
        assertThat(usable.members().state("dune")).isEqualTo(ListState.USABLE);
        CopiedLists stale = book.view(policy, START.plus(Duration.ofDays(3)).plusMillis(1));
        assertThat(stale).isNotSameAs(usable);
        assertThat(stale.members().state("dune")).isEqualTo(ListState.STALE);
        assertThat(stale.members().contains("dune", dn(1))).isTrue();
    }

    @Test
    void aListThatLostMoreThanHalfIsHeldBackUntilConfirmed() {
        source("dune", members(10));
        rounds.now(lists);
        source("dune", members(5));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.REPLACED);
        source("dune", members(2));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.HELD_BACK);
        source("dune", List.of());
        pass(Duration.ofMinutes(10));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.HELD_BACK);
        assertThat(follow().members().contains("dune", dn(4))).isTrue();
        assertThat(status("dune").heldSize()).isZero();
        assertThat(status("dune").fault()).isEqualTo("list.held-back");

        source("dune", members(2));
        rounds.now(lists);
        assertThat(store.confirm(lists.get(0), 2, epoch -> {})).isTrue();
        source("dune", members(1));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.HELD_BACK);
        source("dune", members(2));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.REPLACED);
        assertThat(follow().members().contains("dune", dn(4))).isFalse();
        assertThat(status("dune").fault()).isNull();
        assertThat(status("dune").heldSize()).isNull();

        source("dune", List.of());
        assertThat(rounds.now(lists)).as("the word was for once").containsEntry("dune", Outcome.HELD_BACK);
        assertThat(store.confirm(lists.get(0), 1, epoch -> {}))
                .as("not what is held back now")
                .isFalse();
    }

    @Test
    void aSourceThatGrowsBackNeedsNoConfirmation() {
        source("dune", members(10));
        rounds.now(lists);
        source("dune", List.of());
        rounds.now(lists);
        source("dune", members(10));
        assertThat(rounds.now(lists)).containsEntry("dune", Outcome.UNCHANGED);
        follow();
        assertThat(status("dune").heldSize()).isNull();
    }

    /** Another follower, which reads it all at once, sees the same; the whole list then begins anew. */
    @Test
    void aListIsEditedWithoutBeingStagedAnew() {
        source("dune", List.of(new Row(dn(1).text(), "p1"), new Row(dn(2).text(), "p2")));
        rounds.now(lists.subList(0, 1));
        follow();
        CopiedList dune = lists.get(0);
        var before = store.find(dune);
        RosterEdit edit = new RosterEdit(Set.of("p1", "p3"), List.of(new Row(dn(3).text(), "p3")));
        assertThat(store.edit(dune, before, edit, 2, "here", START)).isTrue();
        assertThat(store.edit(dune, before, edit, 2, "here", START))
                .as("overtaken")
                .isFalse();
        assertThat(store.find(dune).position()).isEqualTo("here");
        store.heard(dune, store.find(dune), "further", START.plusSeconds(1));
        assertThat(store.find(dune).position()).isEqualTo("further");

        MemberBook fresh = new MemberBook();
        ListFollower late = new ListFollower(db.dataSource(), fresh, () -> {});
        late.reload(ReloadReason.START, new Epoch("g", 0)).run();
        follower.apply(new Change(2, "c", JdbcListStore.KIND, List.of(dune.id()), false));
        for (MemberBook each : List.of(book, fresh)) {
            var members = each.view(policy, START).members();
            assertThat(members.contains("dune", dn(1))).isFalse();
            assertThat(members.contains("dune", dn(2))).isTrue();
            assertThat(members.contains("dune", dn(3))).isTrue();
        }
        assertThat(count("SELECT COUNT(*) FROM member_chunk")).isEqualTo(1);

        // As before the edits, and yet not unchanged.
        assertThat(rounds.now(lists.subList(0, 1))).containsEntry("dune", Outcome.REPLACED);
        assertThat(follow().members().contains("dune", dn(1))).isTrue();
        assertThat(store.find(dune).edits()).isZero();
    }

    @Test
    void oneServerThatHangsStopsNobodyElse() throws InterruptedException {
        CountDownLatch hang = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        RefreshRounds hanging = new RefreshRounds(
                new Refresh(
                        list -> {
                            if (list.name().equals("dune")) {
                                awaitQuietly(hang);
                                return new NotListed(Fault.TIMEOUT, "late");
                            }
                            return listed(members(3));
                        },
                        new Watched(store, other),
                        time::get),
                store,
                new JdbcClaims(db.dataSource(), "one"),
                time::get,
                PLAN);
        Thread round = Thread.startVirtualThread(() -> hanging.now(lists));

        other.await();
        assertThat(follow().members().contains("cms", dn(1))).isTrue();
        hang.countDown();
        round.join();
        hanging.close();
    }

    @Test
    void ofTwoInstancesOneDoesAScheduledRun() throws InterruptedException {
        source("dune", members(3));
        source("cms", members(3));
        RefreshRounds two = rounds("two");
        Thread other = Thread.startVirtualThread(() -> two.round(lists));
        rounds.round(lists);
        other.join();
        assertThat(asked).hasValue(2);

        pass(Duration.ofMinutes(30));
        rounds.round(lists);
        two.round(lists);
        assertThat(asked).as("not due").hasValue(2);

        pass(Duration.ofHours(6));
        rounds.round(lists);
        two.round(lists);
        assertThat(asked).hasValue(4);
        two.close();
    }

    @Test
    void aRunWhoseInstanceDiedIsTakenOver() {
        JdbcClaims one = new JdbcClaims(db.dataSource(), "one");
        JdbcClaims two = new JdbcClaims(db.dataSource(), "two");
        assertThat(one.claim("job", 7, START, Duration.ofMinutes(5))).isTrue();
        assertThat(two.claim("job", 7, START.plusSeconds(299), Duration.ofMinutes(5)))
                .isFalse();
        assertThat(two.claim("job", 7, START.plusSeconds(301), Duration.ofMinutes(5)))
                .isTrue();
        assertThat(one.claim("job", 7, START.plusSeconds(302), Duration.ofMinutes(5)))
                .isFalse();
        two.finished("job", 7, START.plusSeconds(303));
        assertThat(one.claim("job", 7, START.plusSeconds(9999), Duration.ofMinutes(5)))
                .isFalse();
        assertThat(one.claim("job", 8, START.plusSeconds(9999), Duration.ofMinutes(5)))
                .isTrue();
    }

    @Test
    void ofTwoRefreshesOnTheSameStateOneIsOvertaken() {
        source("dune", members(3));
        CopiedList dune = lists.get(0);
        var known = store.find(dune);
        List<byte[]> chunks = org.gridauthz.gums.members.Chunks.of(members(3));
        assertThat(store.replace(dune, known, listed(members(3)), chunks, START))
                .isTrue();
        assertThat(store.replace(dune, known, listed(members(3)), chunks, START))
                .isFalse();
        assertThat(changes()).isEqualTo(1);
    }

    @Test
    void oldVersionsAreRemovedOnceNobodyReadsThem() {
        for (int size : List.of(1200, 1201, 1202)) {
            source("dune", members(size));
            rounds.now(lists.subList(0, 1));
        }
        store.prune(time.get());
        assertThat(count("SELECT COUNT(*) FROM member_version")).isEqualTo(3);
        store.prune(time.get().plus(Duration.ofMinutes(11)));
        assertThat(count("SELECT COUNT(*) FROM member_version")).isEqualTo(1);
        assertThat(count("SELECT COUNT(*) FROM member_chunk")).isEqualTo(3);
        assertThat(follow().members().contains("dune", dn(1201))).isTrue();
    }

    @Test
    void aNameWithAnotherSourceNeverShowsTheMembersOfTheOldOne() {
        source("dune", members(3));
        rounds.now(lists);
        follow();
        Policy moved = policy(vo("dune", "/other"), vo("cms2", "/cms"));
        assertThat(book.view(moved, START).members().state("dune")).isEqualTo(ListState.MISSING);
        source("cms", members(2));
        rounds.now(lists);
        follow();
        assertThat(book.view(moved, START).members().contains("cms2", dn(1)))
                .as("the same source under another name")
                .isTrue();
    }

    private RefreshRounds rounds(String instance) {
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
    private CopiedLists follow() {
        for (CopiedList list : lists) {
            follower.apply(new Change(1, "x", JdbcListStore.KIND, List.of(list.id()), false));
        }
        CopiedLists incremental = book.view(policy, time.get());
        MemberBook fresh = new MemberBook();
        new ListFollower(db.dataSource(), fresh, () -> {})
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

    private ListStatus status(String name) {
        book.times(store.all());
        return book.status(policy, time.get()).stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    private void source(String name, List<Row> rows) {
        sources.put(name, listed(rows));
    }

    private static Listed listed(List<Row> rows) {
        return new Listed(rows, 0, 0);
    }

    private static List<Row> members(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Row.member(dn(i).text()));
        }
        return rows;
    }

    private static SlashDn dn(int number) {
        return new SlashDn("/DC=org/DC=example/CN=User " + number);
    }

    private static MemberSource vo(String name, String container) {
        return new MemberSource.VoServer(
                name, "https://voms.example.org/voms" + container, container, Duration.ofDays(3));
    }

    private static Policy policy(MemberSource... sources) {
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

    private int changes() {
        return count("SELECT COUNT(*) FROM change_log WHERE kind = 'member-list'");
    }

    private int count(String sql) {
        return db.jdbc().sql(sql).query(Integer.class).single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
