package org.gridauthz.ban.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanOutcome.AlreadyBanned;
import org.gridauthz.ban.store.BanOutcome.Done;
import org.gridauthz.ban.store.BanOutcome.NotInForce;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.Request;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bans in a database, on every engine. */
abstract class BanBookContract {
    private static final AdminAct ACT =
            new AdminAct("/CN=officer", "198.51.100.7", "ban", "/CN=Jane", "stolen key", null);
    private static final BanTarget JANE = BanTarget.of(BanKind.DN, "/CN=Jane");
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final DatabaseBackend db;

    BanBookContract(DatabaseBackend db) {
        this.db = db;
    }

    private BanBook book() {
        return book(Clock.systemUTC());
    }

    private BanBook book(InstantSource clock) {
        var pool = db.newPool(3);
        return new BanBook(pool, new ChangeLog(pool), clock);
    }

    private static BanOutcome ban(BanBook book, BanTarget target, @Nullable Instant until) {
        return book.ban(target, Ban.OFFICER, "stolen key", "T-1", until, ACT, null);
    }

    private long count(String table) {
        return db.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void aBanIsMadeLiftedAndMadeAgain() {
        BanBook book = book();
        Done first = (Done) ban(book, JANE, null);
        String id = first.ban().id();
        assertThat(first.ban().turn()).isEqualTo(1);
        assertThat(ban(book, BanTarget.of(BanKind.DN, "/commonName=Jane"), null))
                .as("another spelling of the same name")
                .isEqualTo(new AlreadyBanned(first.ban()));
        assertThat(book.inForce(null)).containsExactly(first.ban());

        assertThat(book.lift(id, 1, ACT, null)).isInstanceOf(Done.class);
        assertThat(book.lift(id, 1, ACT, null)).as("lifted already").isEqualTo(new NotInForce());
        assertThat(book.inForce(null)).isEmpty();
        Done again = (Done) ban(book, JANE, null);
        assertThat(again.ban().turn()).isEqualTo(3);
        assertThat(book.lift(id, 1, ACT, null))
                .as("a late lift of the first ban")
                .isEqualTo(new NotInForce());
        assertThat(book.inForce(Ban.OFFICER)).containsExactly(again.ban());

        assertThat(book.history(id)).extracting(BanTurn::banned).containsExactly(true, false, true);
        assertThat(book.history(id)).extracting(BanTurn::seq).containsExactly(1L, 2L, 3L);
        assertThat(count("admin_audit"))
                .as("one row for each write, none for refusals")
                .isEqualTo(3);
        assertThat(db.jdbc()
                        .sql("SELECT seq, who, from_addr, verb, target, why FROM admin_audit ORDER BY seq LIMIT 1")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly(1L, "/CN=officer", "198.51.100.7", "ban", "/CN=Jane", "stolen key");
    }

    @Test
    void ofManyRacingBansOneIsMade() throws Exception {
        List<BanBook> books = List.of(book(), book());
        List<Callable<BanOutcome>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            BanBook book = books.get(i % 2);
            work.add(() -> ban(book, JANE, null));
        }
        List<BanOutcome> outcomes = new ArrayList<>();
        try (ExecutorService officers = Executors.newFixedThreadPool(8)) {
            for (Future<BanOutcome> outcome : officers.invokeAll(work)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(AlreadyBanned.class::isInstance).hasSize(7);
        assertThat(count("ban_turn")).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestIsAnsweredLikeTheFirst() {
        Request request = new Request("/CN=officer", "k1", "ban jane");
        Done first = (Done) book().ban(JANE, Ban.OFFICER, "r", "t", null, ACT, request);
        Done second = (Done) book().ban(JANE, Ban.OFFICER, "r", "t", null, ACT, request);

        assertThat(second.ban()).isEqualTo(first.ban());
        assertThat(second.written().epoch()).isEqualTo(first.written().epoch());
        assertThat(second.written().repeated()).isTrue();
    }

    @Test
    void aBanThatIsOverCanBeMadeAnew() {
        Instant until = Instant.parse("2026-01-01T00:00:00Z");
        InstantSource before = () -> until.minusSeconds(1);
        assertThat(ban(book(before), JANE, until)).isInstanceOf(Done.class);
        assertThat(book(before).inForce(null)).hasSize(1);
        assertThat(book().inForce(null)).isEmpty();

        Done again = (Done) ban(book(), JANE, null);
        assertThat(again.ban().turn()).isEqualTo(3);
        assertThat(book().inForce(null)).containsExactly(again.ban());
    }

    @Test
    void aListReplacesWhatItBroughtBeforeAndNothingElse() {
        BanBook book = book();
        ban(book, JANE, null);
        BanImport imports = new BanImport(book);
        List<BanTarget> list = IntStream.range(0, 450)
                .mapToObj(i -> BanTarget.of(BanKind.DN, "/CN=user " + i))
                .toList();
        String origin = "import:gums-banned";

        assertThat(imports.replace(origin, list, "imported", "none", ACT)).isEqualTo(new BanImport.Result(450, 0, 0));
        assertThat(imports.replace(origin, list, "imported", "none", ACT)).isEqualTo(new BanImport.Result(0, 0, 450));
        assertThat(imports.replace(origin, list.subList(10, 450), "imported", "none", ACT))
                .isEqualTo(new BanImport.Result(0, 10, 440));
        assertThat(book.inForce(origin)).hasSize(440);
        assertThat(book.inForce(Ban.OFFICER)).hasSize(1);
        assertThatThrownBy(() -> imports.replace(Ban.OFFICER, list, "x", "y", ACT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBanIsInForceWhereItsEpochIsReached() {
        var pool = db.newPool(3);
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        LiveBans bans = new LiveBans(pool, Map.of(), () -> now[0]);
        Subject jane = new Subject.Person(new SlashDn("/CN=Jane"), false, null, null, List.of(), true);
        BanBook book = book(() -> now[0]);
        Done early = (Done) ban(book, JANE, null);
        try (Follower follower =
                new Follower(new JdbcChangeSource(pool, db.synchronousRead()), List.of(bans), Set.of())) {
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
            assertThat(bans.index().hit(jane)).isEqualTo(early.ban());

            Done lift = (Done) book.lift(early.ban().id(), 1, ACT, null);
            assertThat(follower.atLeast(lift.written().epoch(), SOON)).isEqualTo(AtLeast.REACHED);
            assertThat(bans.index().hit(jane)).isNull();

            Done late = (Done) ban(book, JANE, now[0].plusSeconds(60));
            assertThat(follower.atLeast(late.written().epoch(), SOON)).isEqualTo(AtLeast.REACHED);
            assertThat(bans.index().hit(jane)).isEqualTo(late.ban());
            now[0] = now[0].plusSeconds(60);
            bans.tick();
            assertThat(bans.index().hit(jane)).isNull();
        }
    }
}
