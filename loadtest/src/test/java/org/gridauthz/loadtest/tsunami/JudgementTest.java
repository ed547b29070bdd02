package org.gridauthz.loadtest.tsunami;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.load.Sample;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    @Test
    void aQuantileIsTheSmallestValueThatSoManyDoNotExceed() {
        List<Sample> hundred = run(100, at -> at + 1);
        assertThat(Judgement.quantile(hundred, 0.99)).isCloseTo(99, EXACT);
        assertThat(Judgement.quantile(hundred, 1)).isCloseTo(100, EXACT);
        assertThat(Judgement.quantile(hundred, 0.5)).isCloseTo(50, EXACT);
        assertThat(Judgement.quantile(List.of(), 0.5)).isZero();
    }

    @Test
    void whatWasNotAnsweredHasNoLatencyAndIsCounted() {
        List<Sample> run = new ArrayList<>(run(10, at -> 1));
        run.add(new Sample(0, 9_000_000, Outcome.FAILED));
        run.add(new Sample(0, 0, Outcome.SHED));
        assertThat(Judgement.quantile(run, 1)).isCloseTo(1, EXACT);
        assertThat(Judgement.notAnswered(List.of(run), Outcome.FAILED)).isOne();
        assertThat(Judgement.notAnswered(List.of(run), Outcome.SHED)).isOne();
    }

    @Test
    void oneBadPairDoesNotMakeTheRatio() {
        List<List<Sample>> without = List.of(run(100, at -> 2), run(100, at -> 2), run(100, at -> 2));
        List<List<Sample>> with = List.of(run(100, at -> 3), run(100, at -> 900), run(100, at -> 2));
        assertThat(Judgement.ratio(with, without, 0.99)).isCloseTo(1.5, EXACT);
    }

    @Test
    void fewCallsAreTakenTogetherAndToldApartFromEnough() {
        List<List<Sample>> without = List.of(run(50, at -> 2), run(50, at -> 2), run(50, at -> 2));
        List<List<Sample>> with = List.of(run(50, at -> 2), run(50, at -> 2), run(50, at -> 8));
        Compared few = new Compared(with, without, 1_000);
        assertThat(few.samples()).isEqualTo(150);
        assertThat(few.ratio(0.99)).as("of 150 calls").isCloseTo(4, EXACT);
        assertThat(few.ratios(0.99)).containsExactly(1.0, 1.0, 4.0);
        assertThat(few.says(0.99)).isTrue();
        assertThat(few.says(0.999)).as("a thousandth of 150").isFalse();
        assertThat(new Compared(with, without, 50).ratio(0.99))
                .as("the middle pair")
                .isCloseTo(1, EXACT);
    }

    @Test
    void theWayBackEndsWithTheLastWindowThatWasNotNormal() {
        // A call a millisecond; slow up to 500, and once more from 700 to 800.
        List<Sample> run = run(1500, at -> at < 500 || (at >= 700 && at < 800) ? 50 : 1);
        assertThat(Judgement.settled(run, 300, 1500, 100, 5)).isCloseTo(500, EXACT);
        assertThat(Judgement.settled(run, 800, 1500, 100, 5)).isZero();
        assertThat(Judgement.givenBack(run, 1500, 100, 5)).isCloseTo(500, EXACT);
    }

    @Test
    void aWindowWithACallThatWasNotAnsweredIsNotNormal() {
        List<Sample> run = new ArrayList<>(run(1000, at -> 1));
        run.add(new Sample(450_000, 1, Outcome.SHED));
        assertThat(Judgement.settled(run, 0, 1000, 100, 5)).isCloseTo(500, EXACT);
    }

    @Test
    void sharesAreWeightsOfHalfOfWhatTheServerCanDo() {
        Shares shares = new Shares(10_000, 400, 100, 200);
        assertThat(shares.ofStorm(Shape.KEPT)).isCloseTo(500, EXACT);
        assertThat(shares.ofStorm(Shape.HALF_OPEN)).isCloseTo(20, EXACT);
        assertThat(shares.keptOfEach()).as("half of 60 % of 45 % of 5,000").isCloseTo(675, EXACT);
    }

    /** One call a millisecond, of so many milliseconds each. */
    private static List<Sample> run(int calls, DoubleUnaryOperator millis) {
        return IntStream.range(0, calls)
                .mapToObj(i -> new Sample(i * 1000L, (long) (millis.applyAsDouble(i) * 1000), Outcome.ANSWERED))
                .toList();
    }
}
