package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** Cache fills that race with changes, on every engine. */
abstract class FillsContract extends FollowerBench {
    FillsContract(DatabaseBackend db) {
        super(db);
    }

    @Test
    void aFillThatRacedWithAChangeIsAMiss() {
        record Cached(String value, Epoch readWith) {}
        Map<String, Cached> cache = new ConcurrentHashMap<>();
        Floors floors = new Floors(100);
        Recorder evict = new Recorder("members") {
            @Override
            public void apply(Change change) {
                change.keys().forEach(cache::remove);
            }
        };
        Applier applier = new Applier(source(), List.of(evict), Set.of(), floors);
        ChangeLog log = log();
        write(log, "members", "jane");
        applier.follow();
        Cached fill = new Cached("before", applier.position().epoch()); // read, but not yet in the cache

        Epoch change = write(log, "members", "jane");
        applier.follow();
        cache.put("jane", fill); // the eviction came too early for it

        assertThat(applier.position().epoch().includes(change)).isTrue();
        assertThat(cache.get("jane").value())
                .as("without the guard the cache answers from before the change, for ever")
                .isEqualTo("before");
        assertThat(floors.fillAllowed("members", "jane", fill.readWith()))
                .as("the guard makes it a miss")
                .isFalse();
        assertThat(floors.fillAllowed("members", "jane", change)).isTrue();
        assertThat(floors.fillAllowed("members", "john", fill.readWith())).isTrue();
    }

    @Test
    void aFillFromAMemberThatLagsIsAMissHoweverLateItComes() {
        db.jdbc()
                .sql("CREATE TABLE member (k VARCHAR(20) PRIMARY KEY, v VARCHAR(20))")
                .update();
        db.jdbc().sql("INSERT INTO member VALUES ('jane', 'before')").update();
        Floors floors = new Floors(100);
        Applier applier = new Applier(source(), List.of(new Recorder("members")), Set.of(), floors);
        ChangeLog log = log();
        write(log, "members", "joe");
        applier.follow();
        var pool = db.newPool(1);
        var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(pool);
        // An old snapshot is what a lagging member shows.
        new JdbcChangeSource(pool, db.synchronousRead()).consistently(false, lagging -> {
            log.write(
                    "members",
                    List.of("jane"),
                    place -> db.jdbc()
                            .sql("UPDATE member SET v = 'after' WHERE k = 'jane'")
                            .update());
            applier.follow();
            Epoch now = applier.position().epoch();
            String read = jdbc.sql("SELECT v FROM member WHERE k = 'jane'")
                    .query(String.class)
                    .single();
            assertThat(read).as("what would be kept without the guard").isEqualTo("before");
            assertThat(floors.fillAllowed("members", "jane", now))
                    .as("a guard that asked where this instance stands would allow it")
                    .isTrue();
            assertThat(floors.fillAllowed("members", "jane", lagging.head())).isFalse();
        });
    }
}
