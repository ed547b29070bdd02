package org.gridauthz.ban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanOutcome.Done;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody restores an old dump: writes are lost, bans in force are not. */
abstract class LostBansContract {
    static final AdminAct ACT = new AdminAct("/CN=officer", "198.51.100.7", "ban", "x", "stolen key", null);
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final DatabaseBackend db;

    LostBansContract(DatabaseBackend db) {
        this.db = db;
    }

    static BanTarget target(String name) {
        return BanTarget.of(BanKind.DN, "/CN=" + name);
    }

    private static String id(String name) {
        return Ban.id(target(name), Ban.OFFICER);
    }

    private Epoch ban(String name) {
        BanBook elsewhere = new BanBook(db.dataSource(), new ChangeLog(db.dataSource()), Clock.systemUTC());
        return ((Done) elsewhere.ban(target(name), Ban.OFFICER, "stolen key", "T-2", null, ACT, null))
                .written()
                .epoch();
    }

    /** What a dump of that moment would hold. */
    private void restore(Epoch epoch) {
        for (String table : List.of("ban_turn", "admin_audit", "change_log")) {
            db.jdbc()
                    .sql("DELETE FROM " + table + " WHERE seq > ?")
                    .param(epoch.seq())
                    .update();
        }
        db.jdbc().sql("UPDATE change_head SET seq = ?").param(epoch.seq()).update();
    }

    @Test
    void whatTheDatabaseLostStaysInForceUntilAnOfficerSaysSo() {
        try (BanInstance here = new BanInstance(db)) {
            Epoch dump = here.ban("kept");
            here.ban("lost");
            here.ban("lifted");
            Epoch last = ((Done) here.book.lift(id("lifted"), 1, ACT, null))
                    .written()
                    .epoch();
            here.sees(last);

            restore(dump);
            Epoch after = here.look();

            assertThat(after.generation())
                    .as("numbers start to mean something else")
                    .isNotEqualTo(dump.generation());
            assertThat(here.follower.atLeast(last, SOON))
                    .as("an epoch that was lost")
                    .isEqualTo(AtLeast.OTHER_GENERATION);
            assertThat(here.refuses("kept")).isTrue();
            assertThat(here.refuses("lost")).isTrue();
            assertThat(here.refuses("lifted")).isFalse();
            try (BanInstance other = new BanInstance(db)) {
                assertThat(other.refuses("lost"))
                        .as("the database alone has forgotten it")
                        .isFalse();
                assertThat(here.bans.lost().bans()).extracting(Ban::id).containsExactly(id("lost"));
                here.orphans.record(here.bans.lost(), ACT);
                Epoch recorded = here.look();
                other.sees(recorded);
                assertThat(other.refuses("lost")).as("now it knows").isTrue();
                assertThat(here.bans.lost().bans()).isEmpty();
                assertThat(here.refuses("lost")).isTrue();
                assertThat(other.orphans.open()).extracting(Ban::reason).containsExactly("stolen key");

                Done dropped = (Done) other.orphans.drop(id("lost"), ACT, null);
                here.sees(dropped.written().epoch());
                other.sees(dropped.written().epoch());
                assertThat(here.refuses("lost")).isFalse();
                assertThat(other.refuses("lost")).isFalse();
                assertThat(other.orphans.drop(id("lost"), ACT, null)).isEqualTo(new BanOutcome.NotInForce());
            }
        }
    }

    @Test
    void alsoWhenItHasMovedOnPastWhereThisInstanceStood() {
        try (BanInstance slept = new BanInstance(db);
                BanInstance naive = new BanInstance(db, ByNumber::new)) {
            Epoch dump = slept.ban("kept");
            Epoch last = slept.ban("lost");
            slept.sees(last);
            naive.sees(last);
            slept.pool.cut();
            naive.pool.cut();
            restore(dump);
            Epoch moved = last;
            for (String name : List.of("new1", "new2", "new3")) {
                moved = ban(name);
            }
            assertThat(moved.includes(last))
                    .as("its number alone says that nothing was lost")
                    .isTrue();
            naive.pool.mend();
            assertThat(naive.follower.atLeast(moved, SOON)).isEqualTo(AtLeast.REACHED);
            assertThat(naive.refuses("new3")).isTrue();
            assertThat(naive.refuses("new1"))
                    .as("whoever goes by numbers believes that it has this one, and lets in whom it bans")
                    .isFalse();
            slept.pool.mend();
            slept.look();

            assertThat(slept.refuses("lost")).isTrue();
            assertThat(slept.refuses("new1")).isTrue();
            assertThat(slept.refuses("new3")).isTrue();
            assertThat(slept.bans.lost().bans()).extracting(Ban::id).containsExactly(id("lost"));
        }
    }

    @Test
    void anOfficerKeepsAnOrphanAndItIsABanAgain() {
        try (BanInstance here = new BanInstance(db)) {
            Epoch dump = here.ban("kept");
            here.sees(here.ban("lost"));
            restore(dump);
            here.look();
            here.orphans.record(here.bans.lost(), ACT);
            here.orphans.record(here.bans.lost(), ACT); // another instance found the same

            Done kept = (Done) here.orphans.keep(id("lost"), ACT, null);
            here.sees(kept.written().epoch());

            assertThat(here.refuses("lost")).isTrue();
            assertThat(here.orphans.open()).isEmpty();
            assertThat(here.book.inForce(null)).extracting(Ban::id).contains(id("lost"));
            Done lifted = (Done) here.book.lift(id("lost"), 1, ACT, null);
            here.sees(lifted.written().epoch());
            assertThat(here.refuses("lost")).isFalse();
        }
    }

    @Test
    void aLiftOfATurnThatWasNotLostCounts() {
        try (BanInstance here = new BanInstance(db)) {
            here.ban("jane");
            Epoch dump = here.ban("joe");
            here.sees(here.ban("lost"));
            here.pool.cut();
            restore(dump);
            new BanBook(db.dataSource(), new ChangeLog(db.dataSource()), Clock.systemUTC())
                    .lift(id("jane"), 1, ACT, null);
            here.pool.mend();
            here.look();

            assertThat(here.refuses("jane")).isFalse();
            assertThat(here.refuses("joe")).isTrue();
            assertThat(here.refuses("lost")).isTrue();
        }
    }

    @Test
    void noNumberOfTheOldGenerationIsGivenOutAgain() {
        try (BanInstance here = new BanInstance(db)) {
            Epoch dump = here.ban("kept");
            Epoch last = here.ban("lost");
            here.sees(last);
            here.pool.cut();
            restore(dump);
            ChangeLog unguarded = new ChangeLog(db.dataSource());
            Epoch clash = unguarded.write("ban", List.of(id("nobody")), place -> {});
            assertThat(clash).as("without the guard two writes have one epoch").isEqualTo(last);
        }
        try (BanInstance here = new BanInstance(db)) {
            Epoch last = here.ban("more");
            here.sees(last);
            restore(last.at(last.seq() - 1));
            Epoch next = here.ban("again");
            assertThat(next.generation()).isNotEqualTo(last.generation());
        }
    }
}
