package org.gridauthz.saz.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;

/** No caller can fill the queue, the table or the database's time. */
class SightingQueueTest {
    private static final SlashDn NOISY = new SlashDn("/CN=noisy");
    private static final SlashDn QUIET = new SlashDn("/CN=quiet");

    private final Counted store = new Counted();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void oneCallerGetsItsShareOfAFlushAndNoMore() {
        SightingQueue queue = queue(new SightingLimits(1000, 20, 10, 1000, Duration.ofHours(1), 100));
        for (int i = 0; i < 500; i++) {
            queue.seen(NOISY, person(i));
        }
        queue.seen(QUIET, person(9999));
        queue.flush();
        assertThat(store.written).hasSize(11).contains(person(9999));
        assertThat(queue.dropped()).isEqualTo(490);
    }

    @Test
    void aFullQueueDropsAndCounts() {
        SightingQueue queue = queue(new SightingLimits(5, 20, 10, 1000, Duration.ofHours(1), 100));
        for (int i = 0; i < 8; i++) {
            queue.seen(QUIET, person(i));
        }
        assertThat(queue.dropped()).isEqualTo(3);
    }

    @Test
    void aFullTableIsLeftAsItIs() {
        SightingQueue queue = queue(new SightingLimits(100, 50, 50, 30, Duration.ofHours(1), 100));
        for (int i = 0; i < 40; i++) {
            queue.seen(QUIET, person(i));
        }
        queue.flush(); // two pieces of 25 and 15: the second begins below the bound
        queue.seen(QUIET, person(41));
        queue.flush();
        assertThat(store.written).hasSize(40).doesNotContain(person(41));
        assertThat(queue.dropped()).isOne();
    }

    @Test
    void somebodyWhoComesAllTheTimeIsWrittenOnceAnHour() {
        SightingQueue queue = queue(SightingLimits.DEFAULT);
        for (int i = 0; i < 10; i++) {
            queue.seen(QUIET, person(1));
            queue.flush();
        }
        assertThat(store.calls).isOne();
        now = now.plus(Duration.ofHours(1));
        queue.seen(QUIET, person(1));
        queue.flush();
        assertThat(store.calls).isEqualTo(2);
    }

    @Test
    void whatADatabaseDidNotTakeComesAgain() {
        SightingQueue queue = queue(SightingLimits.DEFAULT);
        store.broken = true;
        queue.seen(QUIET, person(1));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(queue::flush))
                .isInstanceOf(IllegalStateException.class);
        store.broken = false;
        queue.seen(QUIET, person(1));
        queue.flush();
        assertThat(store.written).containsExactly(person(1));
    }

    private SightingQueue queue(SightingLimits limits) {
        InstantSource clock = () -> now;
        return new SightingQueue(store, limits, clock);
    }

    private static Subject person(int number) {
        return new Subject.Person(new SlashDn("/DC=org/CN=" + number), false, null, null, List.of(), false);
    }

    private static final class Counted implements SightingStore {
        final Set<Subject> written = new HashSet<>();
        final List<Integer> pieces = new ArrayList<>();
        int calls;
        boolean broken;

        @Override
        public int write(List<Sighting> sightings, boolean room) {
            if (broken) {
                throw new IllegalStateException("the database is away");
            }
            calls++;
            pieces.add(sightings.size());
            int before = written.size();
            if (room) {
                sightings.forEach(one -> written.add(one.subject()));
            }
            return written.size() - before;
        }

        @Override
        public long size() {
            return written.size();
        }
    }
}
