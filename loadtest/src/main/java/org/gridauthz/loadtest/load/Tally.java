package org.gridauthz.loadtest.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what became of calls. Latencies in microseconds, from the intended begin; refusals are also timed from the moment of sending. */
final class Tally {
    private static final int DIGITS = 3;
    private static final int MOST_CAUSES = 20;

    private final Histogram answered = new ConcurrentHistogram(DIGITS);
    private final Histogram refused = new ConcurrentHistogram(DIGITS);
    private final LongAdder begun = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final boolean keepSamples;
    private final long begin;

    /** @param keepSamples whether each call is remembered, for looking at how latency moves */
    Tally(long begin, boolean keepSamples) {
        this.begin = begin;
        this.keepSamples = keepSamples;
    }

    /** @param inTime whether the schedule has not ended yet */
    void begun(boolean inTime) {
        (inTime ? begun : late).increment();
    }

    void ended(Outcome outcome, long intended, long sent, long now) {
        long micros = TimeUnit.NANOSECONDS.toMicros(now - intended);
        switch (outcome) {
            case ANSWERED -> answered.recordValue(Math.max(0, micros));
            case SHED -> refused.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(now - sent)));
            case FAILED -> failed.increment();
        }
        if (keepSamples) {
            samples.add(new Sample(TimeUnit.NANOSECONDS.toMicros(intended - begin), micros, outcome));
        }
    }

    /** A bounded number of different ones, so that a storm of failures says what failed first. */
    void because(String cause) {
        if (causes.size() < MOST_CAUSES || causes.containsKey(cause)) {
            causes.computeIfAbsent(cause, any -> new LongAdder()).increment();
        }
    }

    /** So far: begun, answered, shed, failed. */
    long[] now() {
        return new long[] {begun.sum() + late.sum(), answered.getTotalCount(), refused.getTotalCount(), failed.sum()};
    }

    Measured measured(double offered, double seconds, long missed) {
        Map<String, Long> why = new TreeMap<>();
        causes.forEach((cause, count) -> why.put(cause, count.sum()));
        return new Measured(
                offered,
                seconds,
                begun.sum(),
                missed,
                Latency.of(answered),
                Latency.of(refused),
                failed.sum(),
                why,
                samples.stream().toList());
    }
}
