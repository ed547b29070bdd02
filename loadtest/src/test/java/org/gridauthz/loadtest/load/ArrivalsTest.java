package org.gridauthz.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long BEGIN = System.nanoTime();

    @Test
    void theyAreAsManyAsTheRateSaysWithExponentialGaps() {
        long begin = System.nanoTime();
        List<Long> all = all(Arrivals.at(1000, Duration.ofSeconds(100), begin, 3));
        assertThat(all).hasSizeBetween(98_500, 101_500).isSorted();
        double meanGap = (all.getLast() - begin) / 1e9 / all.size();
        double longGaps = 0;
        for (int i = 1; i < all.size(); i++) {
            longGaps += all.get(i) - all.get(i - 1) > meanGap * 1e9 ? 1 : 0;
        }
        assertThat(longGaps / all.size())
                .as("1/e of exponential gaps exceed their mean")
                .isCloseTo(0.368, Offset.offset(0.01));
    }

    @Test
    void theSameSeedGivesTheSameArrivals() {
        assertThat(all(Arrivals.at(50, Duration.ofSeconds(10), BEGIN, 5)))
                .isEqualTo(all(Arrivals.at(50, Duration.ofSeconds(10), BEGIN, 5)))
                .isNotEqualTo(all(Arrivals.at(50, Duration.ofSeconds(10), BEGIN, 6)));
    }

    @Test
    void aRateIsPositive() {
        assertThatThrownBy(() -> Arrivals.at(0, Duration.ofSeconds(1), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Begun now, so that none is past its end. */
    private static List<Long> all(Arrivals arrivals) {
        List<Long> all = new ArrayList<>();
        for (long at = arrivals.next(); at != Arrivals.OVER; at = arrivals.next()) {
            all.add(at);
        }
        return all;
    }
}
