package org.gridauthz.loadtest.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gridauthz.loadtest.scale.HeadRace.Outcome;
import org.gridauthz.loadtest.scale.HeadRace.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The race for the head where the answer is known without it, and the limits that docs/scale.md gives. */
class HeadRaceTest {
    private static Outcome race(int processes, double perSecond, double round) {
        return HeadRace.of(new Setting(processes, perSecond, 3, round, round / 2, 300), 7);
    }

    /** One process races with nobody: it writes one after another, as fast as rounds go. */
    @Test
    void oneProcessIsAsFastAsItsRounds() {
        Outcome outcome = race(1, 1_000, 7);
        assertThat(outcome.perSecond()).isCloseTo(1_000 / (3 + 7.0), within(8.0));
    }

    @Test
    void aFewWritesDoNotMeet() {
        Outcome outcome = race(100, 1, 2);
        assertThat(outcome.gaveUp()).isZero();
        assertThat(outcome.refusedPerWrite()).isLessThan(0.05);
        assertThat(outcome.p50()).isCloseTo(5, within(1.0));
    }

    /** What the page says a site may write: nobody gives up. */
    @ParameterizedTest
    @CsvSource({"100, 5, 2", "8, 20, 2", "100, 5, 10", "8, 1, 40"})
    void withinTheLimitsNobodyGivesUp(int processes, double perSecond, double round) {
        Outcome outcome = race(processes, perSecond, round);
        assertThat(outcome.gaveUp()).isZero();
        assertThat(outcome.written()).isGreaterThan((long) (perSecond * 300 * 0.8));
    }

    /** Beyond them writes are refused, not queued for ever. */
    @Test
    void beyondThemWritersAreToldSo() {
        Outcome outcome = race(100, 200, 40);
        assertThat(outcome.gaveUp()).isPositive();
        assertThat(outcome.perSecond()).isLessThan(40);
        assertThat(outcome.p99()).isLessThan(5_300);
    }
}
