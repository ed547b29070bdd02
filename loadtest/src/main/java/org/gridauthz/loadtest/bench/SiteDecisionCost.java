package org.gridauthz.loadtest.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What {@link SiteDecisionBenchmark} measures, in processor time of one thread: on a machine with other work the clock on the wall measures
 * that. The three kinds of call take turns, so that whatever slows the machine slows all of them.
 */
public final class SiteDecisionCost {
    private static final int WARM = 300;
    private static final int ROUNDS = 400;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SiteDecisionCost() {}

    /** @param arguments numbers of bans; 100, 10,000 and a million without them */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        int[] sizes = arguments.length == 0
                ? new int[] {100, 10_000, 1_000_000}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        out.println("bans      map get   permitted  ratio  banned    ratio   (ns of processor time, median)");
        for (int size : sizes) {
            measure(size, out);
        }
    }

    private static void measure(int size, PrintStream out) {
        Blackhole sink = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        SiteDecisionBenchmark bench = new SiteDecisionBenchmark();
        bench.size = size;
        bench.build();
        double[][] taken = new double[3][ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            bench.ask();
            double[] now = {
                cost(any -> bench.baselineMapGet(sink)),
                cost(any -> bench.permitted(sink)),
                cost(any -> bench.banned(sink))
            };
            for (int kind = 0; kind < 3 && round >= 0; kind++) {
                taken[kind][round] = now[kind];
            }
        }
        double base = median(taken[0]);
        out.printf(
                "%-9d %7.0f   %7.0f    %5.2f  %7.0f   %5.2f%n",
                size, base, median(taken[1]), median(taken[1]) / base, median(taken[2]), median(taken[2]) / base);
    }

    private static double cost(IntConsumer batch) {
        long begun = THREADS.getCurrentThreadCpuTime();
        batch.accept(0);
        return (THREADS.getCurrentThreadCpuTime() - begun) / 1000.0;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
