package org.gridauthz.loadtest.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/**
 * Two kinds of call by turns, so that a noisy moment of the machine falls on both: how many of each a second of their server's processor
 * time carries.
 *
 * @param ours median over the rounds
 * @param theirs likewise
 * @param ratio median of the pairs' ratios
 * @param least lowest of them
 * @param most highest of them
 */
public record Paired(double ours, double theirs, double ratio, double least, double most) {
    private static final double CLOCK_TICK = 0.01;

    /**
     * One side.
     *
     * @param cpu processor seconds that its server used so far
     */
    public record Side(Traffic traffic, DoubleSupplier cpu) {
        /** Calls for a second of processor time, asked without pause. */
        public double perProcessorSecond(Duration length) throws InterruptedException {
            double before = cpu.getAsDouble();
            Measured measured = traffic.unbounded(length).await();
            double used = cpu.getAsDouble() - before;
            if (measured.failed() > 0 || measured.answered().count() == 0) {
                throw new IllegalStateException("calls failed: " + measured.causes());
            }
            return measured.answered().count() / Math.max(CLOCK_TICK, used);
        }
    }

    /**
     * Measures.
     *
     * @param told after each pair
     */
    public static Paired of(Side ours, Side theirs, int pairs, Duration length, BiConsumer<Double, Double> told)
            throws InterruptedException {
        double[] first = new double[pairs];
        double[] second = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            first[i] = ours.perProcessorSecond(length);
            second[i] = theirs.perProcessorSecond(length);
            ratios[i] = first[i] / second[i];
            told.accept(first[i], second[i]);
        }
        Arrays.sort(ratios);
        return new Paired(median(first), median(second), ratios[pairs / 2], ratios[0], ratios[pairs - 1]);
    }

    /** The middle one; the upper of two. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
