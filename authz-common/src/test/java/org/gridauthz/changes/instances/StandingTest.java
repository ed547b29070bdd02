package org.gridauthz.changes.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.instances.Standing.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Epoch BAN = new Epoch("g", 7);

    private static Instance instance(long seq, int silentSeconds, @Nullable Duration closedAfter, boolean removed) {
        Instant heard = NOW.minusSeconds(silentSeconds);
        return new Instance(
                "id" + seq,
                "h:1",
                "gums",
                "1.0",
                removed,
                seq < 0 ? null : BAN.at(seq),
                heard,
                heard,
                null,
                closedAfter);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 0, true, false, CONFIRMED",
        "9, 0, false, false, CONFIRMED",
        "7, 9999, false, false, CONFIRMED", // whatever became of it: it cannot unknow
        "6, 3, true, false, NOT_YET",
        "-1, 3, true, false, NOT_YET", // starting: its first read may have been before
        "6, 60, true, false, SILENT_CLOSES",
        "6, 60, false, false, SILENT_SERVES_STALE",
        "6, 909, true, false, SILENT_CLOSES", // its clock may be behind ours
        "6, 911, true, false, CLOSED",
        "6, 999999, false, false, SILENT_SERVES_STALE",
        "6, 3, false, true, REMOVED"
    })
    void saysWhatIsKnownOfIt(long seq, int silent, boolean closes, boolean removed, State state) {
        Instance instance = instance(seq, silent, closes ? Duration.ofMinutes(15) : null, removed);
        Standing standing = Standing.of(instance, BAN, NOW);
        assertThat(standing.state()).isEqualTo(state);
        assertThat(standing.closesAt()).isEqualTo(closes ? instance.knownAt().plus(Duration.ofMinutes(15)) : null);
    }

    @Test
    void anEpochOfAnotherGenerationConfirmsNothing() {
        Instance instance = instance(9, 0, null, false);
        assertThat(Standing.of(instance, new Epoch("other", 7), NOW).state()).isEqualTo(State.NOT_YET);
    }

    @Test
    void asksOnceAndOnlyWhenSomebodyHasNotConfirmed() {
        AtomicInteger asked = new AtomicInteger();
        Everywhere all =
                new Everywhere(() -> List.of(instance(7, 0, null, false)), about -> asked.incrementAndGet(), () -> NOW);
        assertThat(all.await(BAN, Duration.ofSeconds(5)).everywhere()).isTrue();
        assertThat(asked.get()).isZero();

        Everywhere answered = new Everywhere(
                () -> List.of(instance(6 + asked.get(), 0, null, false), instance(8, 0, null, false)),
                about -> asked.incrementAndGet(),
                () -> NOW);
        assertThat(answered.await(BAN, Duration.ofSeconds(5)).everywhere()).isTrue();
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void atItsDeadlineItNamesWhoIsMissing() {
        Everywhere some = new Everywhere(
                () -> List.of(instance(6, 99, null, false), instance(7, 0, null, false)), about -> {}, () -> NOW);
        Everywhere.Outcome outcome = some.await(BAN, Duration.ofMillis(50));
        assertThat(outcome.everywhere()).isFalse();
        assertThat(outcome.standings())
                .extracting(Standing::state)
                .containsExactly(State.SILENT_SERVES_STALE, State.CONFIRMED);
    }

    @Test
    void nobodyIsNotEverybody() {
        Everywhere none = new Everywhere(List::of, about -> {}, () -> NOW);
        assertThat(none.await(BAN, Duration.ZERO).everywhere())
                .as("the instance that asks is on the roll itself: an empty one is a mistake")
                .isFalse();
    }

    @Test
    void clocksOfOthersCountFromWhenTheirWordArrived() {
        Voices voices = new Voices();
        Instance first = instance(1, 0, null, false);
        long second = 1_000_000_000L;
        assertThat(voices.heard(List.of(first), "me", 0)).as("found lying").isEmpty();
        assertThat(voices.heard(List.of(first), "me", 3 * second)).isEmpty();
        Instance later = new Instance(
                first.id(), "h:1", "gums", "1.0", false, BAN, NOW.plusSeconds(5), NOW.plusSeconds(5), 0.5, null);
        assertThat(voices.heard(List.of(later), "me", 5 * second)).containsExactly(NOW.plusMillis(5_600));
        assertThat(voices.heard(List.of(later), "me", 7 * second)).containsExactly(NOW.plusMillis(7_600));
        assertThat(voices.heard(List.of(later), "me", 21 * second)).as("silent").isEmpty();
        assertThat(voices.heard(List.of(later), first.id(), 7 * second))
                .as("not one's own")
                .isEmpty();
    }
}
