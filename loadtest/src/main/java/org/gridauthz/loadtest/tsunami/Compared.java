package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.loadtest.load.Sample;

/**
 * One kind of the others' calls, with the storm and without. With enough calls in each run: the median of the pairs; otherwise of all runs together.
 *
 * @param enough calls of a run
 */
record Compared(List<List<Sample>> with, List<List<Sample>> without, int enough) {
    /** Fewer a side say nothing of a hundredth. */
    static final int LEAST = 100;

    /** Calls on the side that has fewer. */
    int samples() {
        return Math.min(count(with), count(without));
    }

    private boolean paired() {
        return Stream.concat(with.stream(), without.stream()).allMatch(run -> run.size() >= enough);
    }

    private static int count(List<List<Sample>> runs) {
        return runs.stream().mapToInt(List::size).sum();
    }

    private static List<Sample> all(List<List<Sample>> runs) {
        return runs.stream().flatMap(List::stream).toList();
    }

    /** With over without; 0 where a side answered nothing. */
    double ratio(double quantile) {
        if (paired()) {
            return Judgement.ratio(with, without, quantile);
        }
        double base = millis(false, quantile);
        return base == 0 ? 0 : millis(true, quantile) / base;
    }

    /** Of each pair. */
    List<Double> ratios(double quantile) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(Judgement.ratio(List.of(with.get(i)), List.of(without.get(i)), quantile));
        }
        return ratios;
    }

    double millis(boolean storm, double quantile) {
        List<List<Sample>> runs = storm ? with : without;
        return paired() ? Judgement.median(runs, quantile) : Judgement.quantile(all(runs), quantile);
    }

    double added(double quantile) {
        return millis(true, quantile) - millis(false, quantile);
    }

    /** Whether there are enough to speak of what one of so many exceeds. */
    boolean says(double quantile) {
        return samples() * (1 - quantile) >= 1 - 1e-9;
    }
}
