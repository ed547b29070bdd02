package org.gridauthz.changes.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Cable;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.instances.Everywhere.Outcome;
import org.gridauthz.changes.instances.Standing.State;
import org.gridauthz.changes.instances.store.JdbcInstances;
import org.gridauthz.changes.instances.store.JdbcRoll;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In force everywhere, or who is missing. */
abstract class EverywhereContract {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final AdminAct ACT = new AdminAct("/CN=ops", "198.51.100.7", "remove", "x", "it burnt", null);

    @RegisterExtension
    final DatabaseBackend db;

    EverywhereContract(DatabaseBackend db) {
        this.db = db;
    }

    private final class Running implements AutoCloseable {
        final Cable cable = new Cable(db.newPool(5));
        final JdbcRoll roll;
        final Presence presence;
        final Told told = new Told();
        final Follower follower;

        Running(String name, @Nullable String place, @Nullable Duration closedAfter) {
            roll = new JdbcRoll(cable, new JdbcRoll.Self(name, "gums", "1.0", place, closedAfter));
            presence = new Presence(roll, DecisionClock.system());
            follower =
                    new Follower(new JdbcChangeSource(cable, db.synchronousRead()), List.of(presence, told), Set.of());
            presence.start(follower::freshness);
            follower.start();
            assertThat(follower.awaitLoaded(SOON)).isTrue();
        }

        /** As after kill -9: the row stays. */
        void kill() {
            cable.cut();
            follower.close();
        }

        @Override
        public void close() {
            follower.close();
            presence.close();
        }
    }

    private ChangeLog log() {
        return new ChangeLog(db.dataSource());
    }

    private Everywhere everywhere(Duration later) {
        ChangeLog log = log();
        return new Everywhere(
                new JdbcInstances(db.dataSource()),
                epoch -> log.write(Everywhere.KIND, List.of(epoch.toString()), place -> {}),
                Clock.offset(Clock.systemUTC(), later));
    }

    private Outcome await(Epoch epoch, Duration deadline) {
        return everywhere(Duration.ZERO).await(epoch, deadline);
    }

    private List<State> states(Outcome outcome) {
        return outcome.standings().stream().map(Standing::state).toList();
    }

    private Epoch ban(String key) {
        return log().write("ban", List.of(key), place -> {});
    }

    @Test
    void allHaveItWhenItSaysSo() {
        try (Running one = new Running("one", null, QUARTER);
                Running two = new Running("two", null, null)) {
            for (int i = 0; i < 10; i++) {
                Epoch epoch = ban("jane" + i);
                Outcome outcome = await(epoch, SOON);
                assertThat(outcome.everywhere()).isTrue();
                assertThat(one.told.has("jane" + i)).isTrue();
                assertThat(two.told.has("jane" + i)).isTrue();
                assertThat(states(outcome)).containsExactly(State.CONFIRMED, State.CONFIRMED);
            }
        }
        assertThat(new JdbcInstances(db.dataSource()).all())
                .as("who stops in order strikes himself out")
                .isEmpty();
    }

    /** An upgrade replaces one after the other; the statements are those of the release before the column. */
    @Test
    void eachTellsItsReleaseAndOneThatCannotIsThereAllTheSame() {
        var older = JdbcClient.create(db.dataSource());
        try (Running one = new Running("one", null, QUARTER)) {
            Epoch epoch = ban("jane");
            older.sql("INSERT INTO instance (id, name, service, place, state, generation, seq, known_ms, clock_ms,"
                            + " closed_after_ms) VALUES ('0123', 'older', 'gums', '0123', 'IN', ?, -1, ?, ?, NULL)")
                    .params(epoch.generation(), System.currentTimeMillis(), System.currentTimeMillis())
                    .update();
            older.sql("UPDATE instance SET state = 'IN', generation = ?, seq = ?, known_ms = ?, clock_ms = ?"
                            + " WHERE id = '0123'")
                    .params(epoch.generation(), epoch.seq(), System.currentTimeMillis(), System.currentTimeMillis())
                    .update();
            Outcome outcome = await(epoch, SOON);
            assertThat(outcome.everywhere()).isTrue();
            assertThat(outcome.standings())
                    .extracting(Standing::instance)
                    .extracting(Instance::name, Instance::version, it -> it.capacityUsed() == null)
                    .containsExactly(tuple("older", null, true), tuple("one", "1.0", false));
            older.sql("DELETE FROM instance WHERE id = '0123'").update();
        }
    }

    @Test
    void nobodyWritesWhileNobodyAsks() {
        try (Running one = new Running("one", null, QUARTER)) {
            await(ban("first"), SOON);
            Instance before = new JdbcInstances(db.dataSource()).all().getFirst();
            for (int i = 0; i < 20; i++) {
                ban("jane" + i);
            }
            Epoch last = ban("last");
            assertThat(one.follower.atLeast(last, SOON)).isEqualTo(org.gridauthz.changes.AtLeast.REACHED);
            Instance after = new JdbcInstances(db.dataSource()).all().getFirst();
            assertThat(Duration.between(before.heardAt(), after.heardAt()))
                    .as("twenty-one changes, at most the beat of every five seconds")
                    .matches(gap -> gap.isZero() || gap.compareTo(Duration.ofSeconds(4)) > 0);
        }
    }

    @Test
    void whoIsCutOffIsNamed() {
        try (Running one = new Running("one", null, QUARTER);
                Running cut = new Running("two", null, QUARTER)) {
            await(ban("first"), SOON);
            cut.cable.cut();
            Epoch epoch = ban("jane");
            Outcome outcome = await(epoch, Duration.ofMillis(700));
            assertThat(outcome.everywhere()).isFalse();
            assertThat(states(outcome)).containsExactly(State.CONFIRMED, State.NOT_YET);
            assertThat(cut.told.has("jane"))
                    .as("a count of answers alone would not have said so")
                    .isFalse();

            Outcome minuteLater = everywhere(Duration.ofMinutes(1)).await(epoch, Duration.ZERO);
            assertThat(states(minuteLater)).containsExactly(State.CONFIRMED, State.SILENT_CLOSES);
            assertThat(minuteLater.standings().getLast().closesAt())
                    .isBetween(Instant.now().plusSeconds(850), Instant.now().plusSeconds(900));
            assertThat(everywhere(Duration.ofMinutes(16))
                            .await(epoch, Duration.ZERO)
                            .everywhere())
                    .as("it decides nothing any more")
                    .isTrue();

            cut.cable.mend();
            assertThat(await(epoch, SOON).everywhere()).isTrue();
            assertThat(cut.told.has("jane")).isTrue();
        }
    }

    @Test
    void oneThatServesStaleIsWaitedForUntilSomebodyTakesItOut() {
        try (Running one = new Running("one", null, QUARTER);
                Running burnt = new Running("two", null, null)) {
            burnt.kill();
            Epoch epoch = ban("jane");
            Outcome later = everywhere(Duration.ofDays(30)).await(epoch, Duration.ZERO);
            assertThat(states(later)).contains(State.SILENT_SERVES_STALE);
            assertThat(later.everywhere()).isFalse();
            new JdbcInstances(db.dataSource())
                    .remove(burnt.roll.id(), ACT, log(), new AdminAudit(db.dataSource(), Clock.systemUTC()));
            assertThat(await(epoch, SOON).everywhere()).isTrue();

            burnt.cable.mend(); // it lives after all
            burnt.roll.write(epoch.at(0), Instant.now(), Instant.now());
            assertThat(await(epoch, Duration.ZERO).everywhere()).isFalse();
        }
    }

    @Test
    void oneThatDiedIsReplacedByItsSuccessorInTheSamePlaceOnly() {
        try (Running dead = new Running("h:1", "gums boot net 8443", null);
                Running other = new Running("h:2", "gums boot net 9443", null)) {
            dead.kill();
            Epoch epoch = ban("jane");
            assertThat(await(epoch, Duration.ofMillis(300)).everywhere()).isFalse();
            try (Running successor = new Running("h:3", "gums boot net 8443", null)) {
                Outcome outcome = await(epoch, SOON);
                assertThat(outcome.everywhere()).isTrue();
                assertThat(outcome.standings())
                        .extracting(standing -> standing.instance().id())
                        .containsExactly(other.roll.id(), successor.roll.id());
            }
        }
    }

    @Test
    void oneThatStartsIsOnTheRollBeforeItReads() {
        List<List<Instance>> atFirstRead = new ArrayList<>();
        JdbcRoll roll = new JdbcRoll(db.newPool(2), new JdbcRoll.Self("one", "gums", "1.0", null, null));
        try (Presence presence = new Presence(roll, DecisionClock.system())) {
            ChangeListener first = new ChangeListener() {
                @Override
                public Set<String> kinds() {
                    return Set.of("ban");
                }

                @Override
                public void apply(Change change) {}

                @Override
                public Runnable reload(ReloadReason reason, Epoch head) {
                    atFirstRead.add(new JdbcInstances(db.dataSource()).all());
                    return () -> {};
                }
            };
            try (Follower follower = new Follower(
                    new JdbcChangeSource(db.newPool(3), db.synchronousRead()), List.of(first, presence), Set.of())) {
                follower.start();
                assertThat(follower.awaitLoaded(SOON)).isTrue();
            }
        }
        assertThat(atFirstRead.getFirst())
                .as("else a ban could be everywhere but here")
                .extracting(Instance::applied)
                .containsExactly((Epoch) null);
    }
}
