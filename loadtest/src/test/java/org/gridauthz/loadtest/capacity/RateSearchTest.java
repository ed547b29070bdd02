package org.gridauthz.loadtest.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateSearchTest {
    @ParameterizedTest
    @CsvSource({"1000, 1000", "1000, 400", "400, 1000", "1000, 999", "50, 51"})
    void itEndsJustBelowWhatDoesNotHold(double guess, double truth) {
        List<Double> tried = new ArrayList<>();
        double found = new RateSearch(1.05).highest(guess, rate -> {
            tried.add(rate);
            return rate <= truth;
        });
        assertThat(found).isBetween(truth / 1.05, truth);
        assertThat(tried).hasSizeLessThan(12);
    }

    @Test
    void nothingHoldsIsNothingFound() {
        assertThat(new RateSearch(1.05).highest(1000, rate -> false)).isZero();
    }

    @Test
    void aRateThatAlwaysHoldsEndsTheSearch() {
        assertThat(new RateSearch(1.05).highest(100, rate -> true)).isBetween(250.0, 400.0);
    }
}
