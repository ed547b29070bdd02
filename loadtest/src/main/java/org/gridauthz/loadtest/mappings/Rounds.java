package org.gridauthz.loadtest.mappings;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Two requests against one process, by turns, so that a noisy moment falls on both. */
final class Rounds {
    private final ProcessHandle server;
    private final SSLContext tls;
    private final int connections;
    private final Duration length;

    /**
     * @param connections kept ones, each with one call under way
     * @param length of each round
     */
    Rounds(ProcessHandle server, SSLContext tls, int connections, Duration length) {
        this.server = server;
        this.tls = tls;
        this.connections = connections;
        this.length = length;
    }

    /**
     * Where a request goes.
     *
     * @param fresh makes each call a connection with a whole handshake of its own; null keeps connections
     */
    record Target(int port, byte[] request, @Nullable Supplier<SSLContext> fresh) {
        Target(int port, byte[] request) {
            this(port, request, null);
        }
    }

    /**
     * What a round showed.
     *
     * @param perCpuSecond calls in a second of the server's processor time
     * @param perSecond calls in a second on the wall
     */
    record Rate(double perCpuSecond, double perSecond) {}

    /**
     * The medians of two targets.
     *
     * @param ratio the median over the rounds of first to second, each within its round, by processor time
     */
    record Compared(Rate first, Rate second, double ratio, double least, double most) {}

    /** A warm-up round each, then so many pairs. */
    Compared compare(Target first, Target second, int pairs) throws InterruptedException {
        round(first);
        round(second);
        List<Rate> ones = new ArrayList<>();
        List<Rate> others = new ArrayList<>();
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            Rate one = round(first);
            Rate other = round(second);
            ones.add(one);
            others.add(other);
            ratios[i] = one.perCpuSecond() / other.perCpuSecond();
        }
        Arrays.sort(ratios);
        return new Compared(median(ones), median(others), ratios[pairs / 2], ratios[0], ratios[pairs - 1]);
    }

    private Rate round(Target target) throws InterruptedException {
        Duration before = cpu();
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        long calls = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> calls(target, end)));
            }
            for (Future<Long> one : all) {
                calls += one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed", e.getCause());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuSeconds = cpu().minus(before).toNanos() / 1e9;
        return new Rate(calls / cpuSeconds, calls / seconds);
    }

    private long calls(Target target, long end) throws IOException {
        Supplier<SSLContext> fresh = target.fresh();
        if (fresh != null) {
            long calls = 0;
            while (System.nanoTime() - end < 0) {
                try (KeptConnection connection = new KeptConnection(fresh.get(), target.port())) {
                    connection.call(target.request());
                    calls++;
                }
            }
            return calls;
        }
        try (KeptConnection connection = new KeptConnection(tls, target.port())) {
            long calls = 0;
            while (System.nanoTime() - end < 0) {
                connection.call(target.request());
                calls++;
            }
            return calls;
        }
    }

    private Duration cpu() {
        return server.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("the server is gone"));
    }

    private static Rate median(List<Rate> rates) {
        return new Rate(
                median(rates.stream().mapToDouble(Rate::perCpuSecond).toArray()),
                median(rates.stream().mapToDouble(Rate::perSecond).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
