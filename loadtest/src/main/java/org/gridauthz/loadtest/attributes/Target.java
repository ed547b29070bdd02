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
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A port that is loaded, and the processes behind it.
 *
 * @param pids whose processor time is counted
 */
record Target(AttributeClient client, List<Long> pids) {
    private static final int STEADY_CLIENTS = 16;

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
        return new Run(failed.get(), seconds, micros, spent(before));
    }

    /** So many a second, each timed from when it was due; those who wait for a free client wait on our account. */
    Run steady(double perSecond, Duration time) throws Exception {
        Histogram micros = new ConcurrentHistogram(3);
        AtomicLong failed = new AtomicLong();
        AtomicLong next = new AtomicLong();
        List<Long> before = used();
        long start = System.nanoTime();
        long calls = Math.max(1, (long) (perSecond * time.toNanos() / 1e9));
        try (ExecutorService threads = Executors.newFixedThreadPool(STEADY_CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STEADY_CLIENTS; i++) {
                all.add(threads.submit(() -> {
                    for (long call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
                        long due = start + (long) (call * 1e9 / perSecond);
                        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                            LockSupport.parkNanos(early);
                        }
                        if (client.ask()) {
                            micros.recordValue((System.nanoTime() - due) / 1000);
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
        return new Run(failed.get(), (System.nanoTime() - start) / 1e9, micros, spent(before));
    }

    private List<Long> spent(List<Long> before) throws IOException {
        List<Long> after = used();
        List<Long> spent = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            spent.add(after.get(i) - before.get(i));
        }
        return spent;
    }

    private List<Long> used() throws IOException {
        List<Long> all = new ArrayList<>();
        for (long pid : pids) {
            all.add(ProcessorTime.of(pid));
        }
        return all;
    }
}
