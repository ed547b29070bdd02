package org.gridauthz.saz.decision.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.store.BanBatch;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.FirstSight;
import org.gridauthz.saz.decision.RecordedSubjects;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.Sighting;
import org.gridauthz.saz.decision.SiteDecider;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.WithoutVo;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is recorded of those who come, on any database. */
abstract class SightingsContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Subject ALICE = new Subject.Person(
            new SlashDn("/DC=org/CN=Alice"),
            false,
            new SlashDn("/DC=org/CN=CA"),
            "77",
            List.of(Fqan.parse("/dune"), Fqan.parse("/dune/Role=production")),
            true);
    private static final AdminAct ACT = new AdminAct("/CN=officer", "::1", "lift", "first-sight", "seen, fine", null);

    @RegisterExtension
    final DatabaseBackend database;

    SightingsContract(DatabaseBackend database) {
        this.database = database;
    }

    @Test
    void everythingSomebodyComesWithIsOneRowWithItsFirstAndLastTime() {
        JdbcSightings sightings = new Instance(SiteRules.OPEN).sightings;
        assertThat(sightings.write(List.of(at(NOON)), true)).isEqualTo(6);
        assertThat(sightings.write(List.of(at(NOON.plusSeconds(7200))), true)).isZero();
        assertThat(sightings.size()).isEqualTo(6);
        SubjectRow row = new SubjectRows(database.jdbc())
                .one(new SeenSubject(BanKind.VO, "dune", null).id())
                .orElseThrow();
        assertThat(row.firstSeen()).isEqualTo(NOON);
        assertThat(row.lastSeen()).isEqualTo(NOON.plusSeconds(7200));
        assertThat(new HolderRows(database.jdbc()).since(NOON.toEpochMilli(), 10))
                .containsExactly(
                        new HolderRows.Holder(ALICE, NOON.plusSeconds(7200).toEpochMilli()));
    }

    @Test
    void withoutRoomNothingNewIsKept() {
        JdbcSightings sightings = new Instance(SiteRules.OPEN).sightings;
        assertThat(sightings.write(List.of(at(NOON)), false)).isZero();
        assertThat(sightings.size()).isZero();
    }

    @Test
    void unverifiedAttributesDoNotReplaceVerifiedOnes() {
        JdbcSightings sightings = new Instance(SiteRules.OPEN).sightings;
        sightings.write(List.of(at(NOON)), true);
        Subject claimed = new Subject.Person(
                new SlashDn("/DC=org/CN=Alice"),
                false,
                new SlashDn("/DC=org/CN=CA"),
                "77",
                List.of(Fqan.parse("/cms")),
                false);
        sightings.write(List.of(new Sighting("/CN=ce", claimed, NOON.plusSeconds(60))), true);
        assertThat(new HolderRows(database.jdbc())
                        .since(NOON.toEpochMilli(), 10)
                        .getFirst()
                        .subject())
                .isEqualTo(ALICE);
    }

    @Test
    void whatFirstSightRefusesIsBannedOnceAndComesAfterALiftForGood() {
        Instance one = new Instance(new SiteRules(Map.of(BanKind.DN, FirstSight.RECORD_REFUSED), WithoutVo.YES));
        Instance other = new Instance(one.rules);
        assertThat(one.decide()).isEqualTo("first-sight-refused");
        one.sightings.write(List.of(at(NOON)), true);
        other.sightings.write(List.of(at(NOON)), true);
        List<Ban> bans = one.book.inForce(JdbcSightings.ORIGIN);
        assertThat(bans)
                .singleElement()
                .satisfies(ban -> assertThat(ban.target().value()).isEqualTo("/DC=org/CN=Alice"));
        one.follow();
        assertThat(one.decide()).isEqualTo("banned");

        one.book.lift(bans.getFirst().id(), bans.getFirst().turn(), ACT, null);
        other.sightings.write(List.of(at(NOON.plusSeconds(9000))), true);
        other.follow();
        assertThat(other.decide()).isEqualTo("enabled");
        assertThat(other.book.inForce(null)).isEmpty();
    }

    @Test
    void instancesThatSeeSomebodyAtOnceMakeOneBan() throws Exception {
        SiteRules rules = new SiteRules(Map.of(BanKind.DN, FirstSight.RECORD_REFUSED), WithoutVo.YES);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> all = java.util.stream.Stream.generate(() -> new Instance(rules))
                    .limit(4)
                    .map(instance -> threads.submit(() -> instance.sightings.write(List.of(at(NOON)), true)))
                    .toList();
            for (Future<Integer> each : all) {
                each.get();
            }
        }
        assertThat(new Instance(rules).book.inForce(JdbcSightings.ORIGIN)).hasSize(1);
        assertThat(database.jdbc()
                        .sql("SELECT COUNT(*) FROM ban_turn")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void oneChangeTellsTheOthersWhoIsTrustedAndRecorded() {
        Instance one = new Instance(new SiteRules(Map.of(BanKind.DN, FirstSight.REFUSE_UNRECORDED), WithoutVo.YES));
        assertThat(one.decide()).isEqualTo("unrecorded");
        SeenSubject alice = new SeenSubject(BanKind.DN, "/DC=org/CN=Alice", null);
        Epoch epoch = one.subjects.enter(alice, true, "known", "T-1", ACT, null).epoch();
        one.follower.apply(new Change(epoch.seq(), "x", SubjectBook.KIND, List.of(alice.id()), false));
        assertThat(one.decide()).isEqualTo("enabled");
        assertThat(one.known.trusted(new SlashDn("/DC=org/CN=Alice"))).isTrue();

        epoch = one.subjects.enter(alice, false, "no more", "T-2", ACT, null).epoch();
        one.follower.apply(new Change(epoch.seq(), "y", SubjectBook.KIND, List.of(alice.id()), false));
        assertThat(one.known.trusted(new SlashDn("/DC=org/CN=Alice"))).isFalse();
        assertThat(one.subjects.history(alice))
                .extracting(SubjectBook.Turn::turn, SubjectBook.Turn::trusted, SubjectBook.Turn::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, true, "known"),
                        org.assertj.core.groups.Tuple.tuple(2, false, "no more"));
    }

    private static Sighting at(Instant time) {
        return new Sighting("/CN=ce", ALICE, time);
    }

    /** What one instance has, on connections of its own. */
    private final class Instance {
        final SiteRules rules;
        final BanBook book;
        final JdbcSightings sightings;
        final SubjectBook subjects;
        final RecordedSubjects known = new RecordedSubjects();
        final SubjectsFollower follower;
        private BanIndex bans = BanIndex.empty();

        Instance(SiteRules rules) {
            this.rules = rules;
            InstantSource clock = InstantSource.system();
            var pool = database.newPool(2);
            ChangeLog log = new ChangeLog(pool);
            book = new BanBook(pool, log, clock);
            sightings = new JdbcSightings(pool, new BanBatch(book), rules);
            subjects = new SubjectBook(pool, log, clock);
            follower = new SubjectsFollower(pool, known, rules.watched());
        }

        void follow() {
            follower.reload(ReloadReason.UNKNOWN_KIND, new Epoch("any", 0)).run();
            bans = BanIndex.of(book.inForce(null), Map.of(), Instant.now());
        }

        String decide() {
            return new SiteDecider(() -> bans, known, rules).decide(ALICE).reason();
        }
    }
}
