package org.gridauthz.loadtest.tsunami;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.gridauthz.loadtest.tsunami.Pace.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Plan MOST = new Plan(5, 2);

    @ParameterizedTest
    @CsvSource({"100, 5, 2", "24.5, 5, 2", "15, 5, 1.05", "8, 4, 0.55", "6, 3, 0.55", "1, 1, 0.5", "-30, 1, 0.5"})
    void runsBecomeShorterBeforeThereAreFewer(double seconds, int pairs, double length) {
        Plan plan = Pace.plan(seconds, MOST);

        assertThat(plan.pairs()).isEqualTo(pairs);
        assertThat(plan.seconds()).isCloseTo(length, Offset.offset(0.001));
    }

    @Test
    void whatIsLeftIsForTheScenesToComeAndTheStartsBeforeThem() {
        Pace pace = new Pace(200, 4, 2, 40, null);
        Plan first = pace.next(new Plan(5, 100));
        pace.started();
        pace.started();
        Plan second = pace.next(new Plan(5, 100));

        // (200 - 80) / 4 - 6 seconds for ten runs; then 200 / 3 - 6.
        assertThat(first.seconds()).isCloseTo(2.4 - 0.45, Offset.offset(0.6));
        assertThat(second.seconds()).isCloseTo(6.07 - 0.45, Offset.offset(1.2));
    }

    @Test
    void whatWasAskedForIsGiven() {
        Plan wanted = new Plan(7, 9);
        assertThat(new Pace(1, 1, 9, 99, wanted).next(MOST)).isEqualTo(wanted);
    }
}
