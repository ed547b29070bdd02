package org.gridauthz.loadtest.attributes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A port that is loaded, and the processes behind it.
 *
 * @param pids whose processor time is counted
 */
record Target(AttributeClient client, List<Long> pids) {
    /**
     * A run.
     *
     * @param processor milliseconds of processor time of each process, in the order of the pids
     */
    record Run(long failed, double seconds, Histogram micros, List<Long> processor) {
        long issued() {
            return micros.getTotalCount();
        }

        double millisEach() {
            return (double) processor.stream().mapToLong(Long::longValue).sum() / issued();
        }

        double p50() {
            return micros.getValueAtPercentile(50) / 1000.0;
        }

        double p99() {
            return micros.getValueAtPercentile(99) / 1000.0;
        }

        /** With this before each name. */
        Map<String, Object> figures(String prefix) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put(prefix + "issued", issued());
            all.put(prefix + "failed", failed);
            all.put(prefix + "perSecond", issued() / seconds);
            all.put(prefix + "p50Millis", p50());
            all.put(prefix + "p99Millis", p99());
            if (!processor.isEmpty()) {
                for (int i = 0; i < processor.size(); i++) {
                    all.put(prefix + "millisOfProcess" + (i + 1), (double) processor.get(i) / issued());
                }
                all.put(prefix + "perProcessorSecond", 1000 / millisEach());
            }
            return all;
        }
    }

    /** So many clients, one certificate after the other each. */
    Run run(int clients, Duration time) throws Exception {
        Histogram micros = new ConcurrentHistogram(3);
        AtomicLong failed = new AtomicLong();
        List<Long> before = used();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long asked = System.nanoTime();
                        if (client.ask()) {
                            micros.recordValue((System.nanoTime() - asked) / 1000);
                        } else {
                            failed.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Long> spent = new ArrayList<>();
        List<Long> after = used();
        for (int i = 0; i < after.size(); i++) {
            spent.add(after.get(i) - before.get(i));
        }
        return new Run(failed.get(), seconds, micros, spent);
    }

    private List<Long> used() throws IOException {
        List<Long> all = new ArrayList<>();
        for (long pid : pids) {
            all.add(ProcessorTime.of(pid));
        }
        return all;
    }
}
