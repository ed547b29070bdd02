package org.gridauthz.loadtest.failover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** All calls of a run. */
final class Calls {
    private static final int MOST_REASONS = 200;

    private final Queue<Made> all = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> reasons = new ConcurrentHashMap<>();

    void add(Made made) {
        all.add(made);
    }

    /** Why an attempt failed, or what was wrong; counted by its words. */
    void because(String reason) {
        if (reasons.size() < MOST_REASONS || reasons.containsKey(reason)) {
            reasons.computeIfAbsent(reason, none -> new AtomicLong()).incrementAndGet();
        }
    }

    /** How often each was said since the last time. */
    Map<String, Long> reasons() {
        Map<String, Long> said = new LinkedHashMap<>();
        reasons.forEach((reason, count) -> said.put(reason, count.get()));
        reasons.clear();
        return said;
    }

    /** Those that were begun in a time, in the order of their ends. */
    List<Made> between(long from, long to, Predicate<Made> wanted) {
        List<Made> some = new ArrayList<>(all.stream()
                .filter(made -> made.begun() - from >= 0 && made.begun() - to < 0)
                .filter(wanted)
                .toList());
        some.sort((a, b) -> Long.compare(a.ended() - from, b.ended() - from));
        return some;
    }

    /** The longest time in which none ended well, seconds; one that begins or ends outside counts from the edge. */
    double longestGap(long from, long to, Predicate<Made> wanted) {
        long last = from;
        long longest = 0;
        List<Long> ends = all.stream()
                .filter(wanted)
                .filter(Made::good)
                .map(Made::ended)
                .filter(at -> at - from >= 0 && at - to < 0)
                .sorted((a, b) -> Long.compare(a - from, b - from))
                .toList();
        for (long end : ends) {
            longest = Math.max(longest, end - last);
            last = end;
        }
        return Math.max(longest, to - last) / 1e9;
    }

    /** How many ended well in each second after a beginning: pairs of (second, calls). */
    List<List<Double>> perSecond(long from, long to, Predicate<Made> wanted) {
        int seconds = (int) ((to - from) / 1_000_000_000L) + 1;
        long[] counts = new long[seconds];
        for (Made made : all) {
            long at = (made.ended() - from) / 1_000_000_000L;
            if (made.good() && wanted.test(made) && made.ended() - from >= 0 && at < seconds) {
                counts[(int) at]++;
            }
        }
        List<List<Double>> points = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            points.add(List.of((double) second, (double) counts[second]));
        }
        return points;
    }
}
