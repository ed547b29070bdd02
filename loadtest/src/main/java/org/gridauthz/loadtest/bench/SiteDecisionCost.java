package org.gridauthz.loadtest.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.openjdk.jmh.infra.Blackhole;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * What {@link SiteDecisionBenchmark} measures, in processor time of one thread: on a machine with other work the clock on the wall measures
 * that. The three kinds of call take turns, so that whatever slows the machine slows all of them.
 */
@Command(name = "bans", mixinStandardHelpOptions = true)
public final class SiteDecisionCost implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Mixin
    private BansReport report = new BansReport();

    /**
     * Medians, in nanoseconds of processor time a call.
     *
     * @param mapGet the baseline
     * @param permittedRatio of {@code permitted} to it
     */
    record Figures(
            int bans, double mapGet, double permitted, double permittedRatio, double banned, double bannedRatio) {}

    /** @param arguments see {@code loadtest/bans}; 100, 10,000 and a million bans without numbers */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SiteDecisionCost()).execute(arguments));
    }

    @Override
    public void run() {
        PrintStream out = System.out;
        out.println("bans      map get   permitted  ratio  banned    ratio   (ns of processor time, median)");
        List<Figures> all = new ArrayList<>();
        for (int size : report.sizes()) {
            Figures one = measure(size, report.brief() ? 20 : 300, report.brief() ? 30 : 400);
            all.add(one);
            out.printf(
                    "%-9d %7.0f   %7.0f    %5.2f  %7.0f   %5.2f%n",
                    size, one.mapGet(), one.permitted(), one.permittedRatio(), one.banned(), one.bannedRatio());
        }
        report.add("decisions", all);
    }

    private static Figures measure(int size, int warm, int rounds) {
        Blackhole sink = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        SiteDecisionBenchmark bench = new SiteDecisionBenchmark();
        bench.size = size;
        bench.build();
        double[][] taken = new double[3][rounds];
        for (int round = -warm; round < rounds; round++) {
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
        double permitted = median(taken[1]);
        double banned = median(taken[2]);
        return new Figures(size, base, permitted, permitted / base, banned, banned / base);
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
