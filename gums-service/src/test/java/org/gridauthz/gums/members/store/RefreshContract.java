package org.gridauthz.gums.members.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.CopiedLists;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh.Outcome;
import org.gridauthz.gums.members.RosterEdit;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** The life of a member list, on every database. */
abstract class RefreshContract extends ListScene {
    RefreshContract(DatabaseBackend db) {
        super(db);
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
        ListFollower late = new ListFollower(db.dataSource(), new ReadAhead(db.dataSource()), fresh, () -> {});
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

    /** The rows are taken away meanwhile: whoever had to read them now would find them not whole. */
    @Test
    void aLargeCopyIsHereBeforeItIsCurrent() {
        source("dune", members(10_001));
        rounds.now(lists.subList(0, 1));
        Change current =
                new Change(1, "x", JdbcListStore.KIND, List.of(lists.get(0).id()), false);
        db.jdbc().sql("DELETE FROM member_chunk").update();
        follower.apply(current);
        assertThat(book.view(policy, START).members().contains("dune", dn(10_000)))
                .isTrue();
        assertThat(ahead.take(store.find(lists.get(0)))).as("held once").isNull();
    }

    @Test
    void whatIsNotReadAheadIsReadThen() {
        source("dune", members(10_001));
        rounds.now(lists.subList(0, 1));
        ahead.look(); // it is current: once more it is kept
        ahead.look();
        assertThat(ahead.take(store.find(lists.get(0)))).isNull();
        assertThat(follow().members().contains("dune", dn(10_000))).isTrue();
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
}
