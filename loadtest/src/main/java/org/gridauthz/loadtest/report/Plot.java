package org.gridauthz.loadtest.report;

import java.util.List;

/**
 * Curves over one axis.
 *
 * @param logarithmic the horizontal axis; the vertical one too if {@code bothLogarithmic}
 * @param marks what happened at places of the horizontal axis
 */
public record Plot(
        String title,
        String across,
        String up,
        boolean logarithmic,
        boolean bothLogarithmic,
        List<Curve> curves,
        List<Mark> marks) {
    public Plot {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    /** Without marks. */
    public Plot(
            String title, String across, String up, boolean logarithmic, boolean bothLogarithmic, List<Curve> curves) {
        this(title, across, up, logarithmic, bothLogarithmic, curves, List.of());
    }

    /** Something that happened at a place of the horizontal axis. */
    public record Mark(double at, String text) {}

    /** A named curve: pairs of (across, up), by growing first one. */
    public record Curve(String name, List<List<Double>> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** Tails of latency distributions: milliseconds over 1 / (1 - quantile). */
    public static Plot tails(String title, List<Curve> curves) {
        return new Plot(title, "1 / (1 - quantile): 100 is p99, 1000 is p99.9", "ms", true, true, curves);
    }
}
