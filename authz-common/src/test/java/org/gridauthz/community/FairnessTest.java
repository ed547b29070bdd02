package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.gridauthz.community.Simulation.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two to 64 communities, a million events on a fake clock, each compared with the ideal. The unit of distance is the
 * longest errand. Of the shares that are compared at the end, each is of a community that always wanted more.
 */
class FairnessTest {
    private static final double LONGEST = 2_000_000;
    /** Beyond one errand a processor, with fewer than four of them: see docs/decisions.md, Communities. */
    private static final double SLACK = 1.5;

    private static IntToDoubleFunction unequal(Simulation simulation) {
        return community -> 100_000 + simulation.random.nextDouble() * (LONGEST - 100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, true, 100000",
        "2, 2, false, 100000",
        "6, 2, true, 300000",
        "6, 8, false, 100000",
        "20, 4, false, 100000",
        "64, 1, true, 100000",
        "64, 1, false, 100000",
        "64, 4, true, 100000",
        "64, 16, true, 100000",
        "64, 16, false, 100000",
    })
    void atEveryEventNobodyIsFurtherFromTheIdealThanTheProcessors(
            int communities, int processors, boolean told, int events) {
        Random random = new Random(7);
        double[] weights = random.ints(communities, 1, 20).asDoubleStream().toArray();
        double sum = Arrays.stream(weights).sum();
        Simulation simulation = new Simulation(processors, weights, 11);
        for (int i = 0; i < communities; i++) {
            double share = weights[i] / sum * processors;
            double load = i == 0 ? 3 * share : share * (0.3 + 1.2 * random.nextDouble());
            simulation.arrivals(i, load, unequal(simulation), 1_050_000, told);
        }
        simulation.run(events, LONGEST);
        assertThat(simulation.worst()).isLessThan(processors < 4 ? processors + SLACK : processors);
        assertThat(simulation.served[0]).isCloseTo(simulation.oracle.served(0), Percentage.withPercentage(1));
    }

    @Test
    void whoAlwaysWantsMoreGetsHisWeight() {
        double[] weights = {1, 2, 5, 12};
        Simulation simulation = new Simulation(2, weights, 3);
        // Each is one errand behind another, of very different cost; the first community has the longest.
        for (int i = 0; i < weights.length; i++) {
            int community = i;
            for (int k = 0; k < 10; k++) {
                simulation.at(0, () -> endless(simulation, community, community == 0 ? LONGEST : LONGEST / 40));
            }
        }
        simulation.run(200_000, LONGEST);
        double sum = Arrays.stream(simulation.served).sum();
        for (int i = 0; i < weights.length; i++) {
            assertThat(simulation.served[i] / sum).isCloseTo(weights[i] / 20, Percentage.withPercentage(1));
        }
        assertThat(sum).isCloseTo(2.0 * simulation.now, Percentage.withPercentage(0.1));
    }

    private static void endless(Simulation simulation, int community, double cost) {
        Want want = simulation.new Want(community, (long) cost, 0);
        want.after = () -> endless(simulation, community, cost);
        want.arrive();
    }

    @Test
    void oneSlowCallerWaitsForNoMoreThanTheErrandInHand() {
        double[] weights = {10, 1, 1};
        Simulation simulation = new Simulation(2, weights, 5);
        simulation.at(0, () -> endless(simulation, 0, LONGEST));
        simulation.arrivals(1, 2, unequal(simulation), 1_050_000, false);
        simulation.arrivals(2, 2, unequal(simulation), 1_050_000, false);
        simulation.run(50_000, LONGEST);
        assertThat(simulation.worst()).isLessThan(2 + SLACK);
        // Each of its errands is as long as any can be, and waits for one of two that end sooner or later.
        assertThat(simulation.served[0] / simulation.now).isGreaterThan(2.0 / 3);
        assertThat(simulation.served[0]).isCloseTo(simulation.oracle.served(0), Percentage.withPercentage(1));
        assertThat(simulation.served[1]).isCloseTo(simulation.served[2], Percentage.withPercentage(1));
    }

    @Test
    void cancelledErrandsCostNobodyHisShare() {
        double[] weights = {3, 1};
        Simulation simulation = new Simulation(2, weights, 9);
        Random random = new Random(1);
        for (int community = 0; community < 2; community++) {
            int mine = community;
            simulation.at(0, new Runnable() {
                @Override
                public void run() {
                    Want want = simulation.new Want(mine, (long) (LONGEST / 4 * (1 + random.nextInt(4))), 0);
                    want.arrive();
                    if (random.nextInt(4) == 0) {
                        simulation.at(simulation.now + random.nextInt(20_000_000), want::cancel);
                    }
                    simulation.at(simulation.now + (mine == 0 ? 600_000 : 2_000_000), this);
                }
            });
        }
        simulation.run(100_000, LONGEST);
        // The ideal has begun, on what is cancelled in reality, up to an errand a processor more.
        assertThat(simulation.worst()).isLessThan(2 * 2 + SLACK);
        assertThat(simulation.served[0]).isCloseTo(simulation.oracle.served(0), Percentage.withPercentage(1));
    }

    @Test
    void weightsChangeOnTheWay() {
        Simulation simulation = new Simulation(1, new double[] {1, 1}, 2);
        for (int i = 0; i < 2; i++) {
            int community = i;
            for (int k = 0; k < 4; k++) {
                simulation.at(0, () -> endless(simulation, community, LONGEST / 2));
            }
        }
        simulation.run(10_000, LONGEST);
        double before = simulation.served[0];
        long since = simulation.now;
        simulation.scheduler.configure(simulation.communities(new double[] {9, 1}));
        simulation.oracle.weigh(0, 9);
        simulation.run(20_000, LONGEST);
        assertThat(before).isCloseTo(since / 2.0, Percentage.withPercentage(1));
        assertThat(simulation.served[0] - before)
                .isCloseTo(0.9 * (simulation.now - since), Percentage.withPercentage(1));
        assertThat(simulation.worst()).isLessThan(1 + SLACK);
    }
}
