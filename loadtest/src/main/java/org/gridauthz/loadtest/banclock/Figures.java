package org.gridauthz.loadtest.banclock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a run showed. */
record Figures(
        List<Row> instances, long calls, long presented, long stale, long undecided, int broken, int operations) {
    /** p99 and p100 that are promised, in milliseconds. */
    static final double P99 = 100;

    static final double P100 = 1000;

    /**
     * One instance: milliseconds from the 201 to the last answer by what was before.
     *
     * @param asked calls about each operation that count, in the middle
     */
    record Row(String name, double p50, double p99, double p100, long asked) {}

    static Figures of(List<Instances.Running> instances, List<Op> ops, Callers callers) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            Histogram late = new Histogram(3);
            Histogram asked = new Histogram(3);
            for (Op op : ops) {
                late.recordValue(TimeUnit.NANOSECONDS.toMicros(op.late(i)));
                asked.recordValue(op.asked(i));
            }
            rows.add(new Row(
                    instances.get(i).name(),
                    millis(late, 50),
                    millis(late, 99),
                    late.getMaxValue() / 1000.0,
                    asked.getValueAtPercentile(50)));
        }
        return new Figures(
                rows,
                callers.calls.get(),
                callers.presented.get(),
                callers.stale.get(),
                callers.undecided.get(),
                callers.broken.get(),
                ops.size());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /** What of the promise did not hold; empty when all did. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Row row : instances) {
            if (row.asked() == 0) {
                failures.add(row.name() + " was not asked often enough to say anything");
            }
            if (row.p99() > P99) {
                failures.add("%s: p99 %.1f ms is above %.0f ms".formatted(row.name(), row.p99(), P99));
            }
            if (row.p100() > P100) {
                failures.add("%s: p100 %.1f ms is above %.0f ms".formatted(row.name(), row.p100(), P100));
            }
        }
        if (stale > 0) {
            failures.add(stale + " calls that presented the epoch were answered from before it");
        }
        if (presented == 0) {
            failures.add("no call that presented an epoch was decided");
        }
        if (broken > 0) {
            failures.add(broken + " connections broke");
        }
        return failures;
    }

    String text() {
        StringBuilder text = new StringBuilder("from 201 to the last answer by what was before, ms:\n");
        for (Row row : instances) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-8s p50 %7.1f  p99 %7.1f  p100 %7.1f   (%d calls about each operation)%n",
                    row.name(),
                    row.p50(),
                    row.p99(),
                    row.p100(),
                    row.asked()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%d operations, %d calls, %d presented the epoch: %d stale; %d undecided, %d connections broke%n",
                        operations,
                        calls,
                        presented,
                        stale,
                        undecided,
                        broken))
                .toString();
    }

    Map<String, Object> json(boolean following) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("following", following);
        all.put("figures", this);
        all.put("failures", failures());
        return all;
    }
}
