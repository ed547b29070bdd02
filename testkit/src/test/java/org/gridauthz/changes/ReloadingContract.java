package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Pruning;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** When a follower reads anew, on every engine. */
abstract class ReloadingContract extends FollowerBench {
    ReloadingContract(DatabaseBackend db) {
        super(db);
    }

    @Test
    void behindTheTailItReadsAllAnew() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "a");
        applier.follow();
        for (int i = 0; i < 4; i++) {
            write(log, "ban", "b" + i);
        }
        Pruning later = new Pruning(db.dataSource(), Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        assertThat(new Pruning(db.dataSource(), Clock.systemUTC()).pruneSome()).isZero();
        assertThat(later.pruneSome()).as("all but the head's row").isEqualTo(4);
        applier.follow();

        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.BEHIND_THE_TAIL);
        assertThat(seen.applied).isEmpty();
        assertThat(applier.position().epoch().seq()).isEqualTo(5);
        write(log, "ban", "c");
        applier.follow();
        assertThat(seen.applied).hasSize(1);
    }

    @Test
    void anUnknownKindOfAKnownFeatureReadsThatFeatureAnew() {
        Recorder ban = new Recorder("ban");
        Recorder policy = new Recorder("policy");
        Applier applier = new Applier(source(), List.of(ban, policy), Set.of(), new Floors(100));
        applier.follow();

        write(log(), "ban.bulk", "x");
        applier.follow();

        assertThat(ban.reloads).containsExactly(ReloadReason.START, ReloadReason.UNKNOWN_KIND);
        assertThat(policy.reloads).containsExactly(ReloadReason.START);
    }

    @Test
    void anUnknownFeatureReadsAllAnewUnlessItIsIgnored() {
        Recorder ban = new Recorder("ban");
        Applier applier = applier(source(), ban);
        applier.follow();
        ChangeLog log = log();

        write(log, "ignored", "x");
        applier.follow();
        assertThat(ban.reloads).containsExactly(ReloadReason.START);

        write(log, "novelty", "x");
        write(log, "ban", "a");
        applier.follow();
        assertThat(ban.reloads).containsExactly(ReloadReason.START, ReloadReason.UNKNOWN_KIND);
        assertThat(applier.position().epoch().seq()).isEqualTo(3);
    }

    @Test
    void aListenerThatFailsAtAChangeReadsAnew() {
        Recorder seen = new Recorder("ban") {
            @Override
            public void apply(Change change) {
                throw new IllegalStateException("on purpose");
            }
        };
        Applier applier = applier(source(), seen);
        applier.follow();
        write(log(), "ban", "a");
        applier.follow();

        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.LISTENER_FAILED);
        assertThat(applier.position().epoch().seq()).isEqualTo(1);
    }

    @Test
    void aChangeOfEverythingHasNoKeys() {
        Recorder seen = new Recorder("policy");
        Applier applier = applier(source(), seen);
        applier.follow();
        log().write(NewChange.ofEverything("policy"), null, epoch -> {});
        applier.follow();

        assertThat(seen.applied).singleElement().satisfies(change -> {
            assertThat(change.everything()).isTrue();
            assertThat(change.keys()).isEmpty();
        });
    }

    @Test
    void whatADumpBringsLateIsReadToo() {
        long[] now = {0};
        Recorder seen = new Recorder("ban");
        Applier applier = new Applier(source(), List.of(seen), Set.of(), new Floors(10), () -> now[0]);
        ChangeLog log = log();
        write(log, "ban", "kept");
        write(log, "ban", "lost");
        applier.follow();
        db.jdbc().sql("DELETE FROM change_log WHERE seq = 2").update();
        db.jdbc().sql("UPDATE change_head SET seq = 1").update();
        applier.catchUp(true);
        applier.catchUp(true);
        assertThat(seen.reloads)
                .as("read while other tables may still be those of before")
                .containsExactly(ReloadReason.START, ReloadReason.DATABASE_WENT_BACK);

        for (Duration later : Rereads.AGAIN) {
            now[0] = later.toNanos();
            applier.catchUp(true);
            applier.catchUp(true);
        }
        assertThat(seen.reloads).hasSize(2 + Rereads.AGAIN.size());
        assertThat(applier.catchUp(true)).isEqualTo(applier.position().epoch());
    }

    @Test
    void aDumpThatIsHalfRestoredIsNotTakenForTheTruth() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "a");
        write(log, "ban", "b");
        applier.follow();
        db.jdbc().sql("DELETE FROM change_log").update(); // the table of the head is there, the log is still to come

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> applier.catchUp(true))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen.reloads).containsExactly(ReloadReason.START);
    }

    @Test
    void aDatabaseThatWentBackIsNoticedAlsoWhenItHasMovedOnSince() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        ChangeLog log = log();
        write(log, "ban", "kept");
        write(log, "ban", "lost");
        applier.follow();

        db.jdbc().sql("DELETE FROM change_log WHERE seq = 2").update();
        db.jdbc().sql("UPDATE change_head SET seq = 1").update();
        assertThat(applier.follow())
                .as("a plain read cannot tell it from a lagging member")
                .isFalse();
        assertThat(seen.reloads).containsExactly(ReloadReason.START);
        write(log, "ban", "other");
        write(log, "ban", "another");
        assertThat(applier.follow()).isFalse();
        assertThat(seen.applied).isEmpty();

        Epoch before = applier.position().epoch();
        applier.catchUp(true);
        assertThat(seen.reloads).containsExactly(ReloadReason.START, ReloadReason.DATABASE_WENT_BACK);
        assertThat(applier.position().epoch().seq()).isEqualTo(3);
        assertThat(applier.position().epoch().generation()).isNotEqualTo(before.generation());
    }

    @Test
    void whatWasRestoredIsBroughtUpToDateChangeByChange() {
        ChangeLog log = log();
        Epoch first = write(log, "ban", "1");
        Recorder seen = new Recorder("ban");
        Applier before = applier(source(), seen);
        assertThat(before.catchUp(true)).isEqualTo(first);
        Position kept = before.position();
        Epoch last = write(log, "ban", "2");

        Recorder again = new Recorder("ban");
        Applier after = applier(source(), again);
        List<String> shown = new ArrayList<>();
        assertThat(after.beginAt(kept, List.of(() -> shown.add("shown")))).isTrue();
        assertThat(shown).hasSize(1);
        assertThat(after.position()).isEqualTo(kept);
        assertThat(after.follow()).isTrue();
        assertThat(after.position().epoch()).isEqualTo(last);
        assertThat(again.applied.stream().map(Change::seq)).containsExactly(last.seq());
        assertThat(again.reloads).isEmpty();
        assertThat(after.beginAt(kept, List.of(() -> shown.add("again"))))
                .as("the database was read")
                .isFalse();
        assertThat(shown).hasSize(1);
    }

    @Test
    void whatWasRestoredOfAnotherGenerationIsReadAnew() {
        Epoch head = write(log(), "ban", "1");
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        assertThat(applier.beginAt(new Position(new Epoch("before", 1), "a-row"), List.of()))
                .isTrue();
        assertThat(applier.follow()).as("only a synchronous read can tell").isFalse();
        assertThat(applier.catchUp(true)).isEqualTo(head);
        assertThat(seen.reloads).containsExactly(ReloadReason.DATABASE_WENT_BACK);
        assertThat(applier.position().epoch()).isEqualTo(head);
    }

    @Test
    void aStartOnAnEmptyLogFollowsFromTheFirstRow() {
        Recorder seen = new Recorder("ban");
        Applier applier = applier(source(), seen);
        applier.follow();
        assertThat(applier.follow()).isTrue();
        write(log(), "ban", "a", "b");
        applier.follow();

        assertThat(seen.applied)
                .singleElement()
                .satisfies(change -> assertThat(change.keys()).containsExactly("a", "b"));
    }
}
