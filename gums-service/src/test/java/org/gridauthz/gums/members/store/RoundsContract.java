package org.gridauthz.gums.members.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.gridauthz.gums.members.Refresh;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.jobs.store.JdbcClaims;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** Who reads lists, and when: one server, one instance, one run at a time, and none that stops the others. */
abstract class RoundsContract extends ListScene {
    RoundsContract(DatabaseBackend db) {
        super(db);
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
