package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.gridauthz.loadtest.load.Outcome;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.load.Sample;

/** The arithmetic of what the others noticed. Milliseconds throughout. */
final class Judgement {
    private static final double MICROS = 1000.0;

    private Judgement() {}

    /** A quantile of what was answered, 0 without any: the smallest value that so many do not exceed. */
    static double quantile(List<Sample> samples, double quantile) {
        double[] sorted = samples.stream()
                .filter(sample -> sample.outcome() == Outcome.ANSWERED)
                .mapToDouble(sample -> sample.micros() / MICROS)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int at = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, at))];
    }

    /** Median over the pairs of with / without at a quantile; 0 where a side answered nothing. */
    static double ratio(List<List<Sample>> with, List<List<Sample>> without, double quantile) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            double base = quantile(without.get(i), quantile);
            if (base > 0) {
                ratios.add(quantile(with.get(i), quantile) / base);
            }
        }
        return Paired.median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Median over runs of a quantile. */
    static double median(List<List<Sample>> runs, double quantile) {
        return Paired.median(
                runs.stream().mapToDouble(run -> quantile(run, quantile)).toArray());
    }

    /**
     * When everything was normal at last: the end of the last window that was not, from the given moment; 0 if all were. A window is not normal when
     * its middle call took longer than the limit, or one of its calls was not answered.
     *
     * @param until windows that begin later are not looked at
     */
    static double settled(List<Sample> samples, double from, double until, double window, double limit) {
        Map<Integer, List<Sample>> windows = new TreeMap<>();
        for (Sample sample : samples) {
            double at = sample.atMicros() / MICROS - from;
            if (at >= 0 && at < until - from) {
                windows.computeIfAbsent((int) (at / window), any -> new ArrayList<>())
                        .add(sample);
            }
        }
        double settled = 0;
        for (Map.Entry<Integer, List<Sample>> each : windows.entrySet()) {
            boolean all = each.getValue().stream().allMatch(sample -> sample.outcome() == Outcome.ANSWERED);
            if (!all || quantile(each.getValue(), 0.5) > limit) {
                settled = (each.getKey() + 1) * window;
            }
        }
        return settled;
    }

    /** The end of the first windows that were not normal without a break; 0 if the very first was. */
    static double givenBack(List<Sample> samples, double until, double window, double limit) {
        double end = 0;
        while (end < until && settled(samples, end, end + window, window, limit) > 0) {
            end += window;
        }
        return end;
    }

    static long notAnswered(List<List<Sample>> runs, Outcome outcome) {
        return runs.stream()
                .flatMap(List::stream)
                .filter(sample -> sample.outcome() == outcome)
                .count();
    }

    static double median(DoubleStream values) {
        return Paired.median(values.toArray());
    }

    static double max(double... values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
