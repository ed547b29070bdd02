package org.gridauthz.loadtest.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution of latencies, in milliseconds.
 *
 * @param curve pairs of (1 / (1 - quantile), milliseconds), for drawing the tail
 */
public record Latency(
        long count,
        double p50,
        double p90,
        double p99,
        double p999,
        double max,
        double mean,
        List<List<Double>> curve) {
    private static final double MILLIS = 1000.0;
    private static final int STEPS_A_HALVING = 5;

    public Latency {
        curve = List.copyOf(curve);
    }

    /** @param micros values in microseconds */
    public static Latency of(Histogram micros) {
        List<List<Double>> curve = new ArrayList<>();
        if (micros.getTotalCount() > 0) {
            for (HistogramIterationValue value : micros.percentiles(STEPS_A_HALVING)) {
                double beyond = 1 - value.getPercentileLevelIteratedTo() / 100;
                if (beyond > 0) {
                    curve.add(List.of(1 / beyond, value.getValueIteratedTo() / MILLIS));
                }
            }
        }
        return new Latency(
                micros.getTotalCount(),
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                micros.getTotalCount() == 0 ? 0 : micros.getMaxValue() / MILLIS,
                micros.getTotalCount() == 0 ? 0 : micros.getMean() / MILLIS,
                curve);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MILLIS;
    }
}
