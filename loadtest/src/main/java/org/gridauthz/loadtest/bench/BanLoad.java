package org.gridauthz.loadtest.bench;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How much processor time a cold process takes to make an index of so many banned people, rows in hand, and what the heap holds afterwards. */
@Command(name = "bans", mixinStandardHelpOptions = true)
public final class BanLoad implements Runnable {
    @Mixin
    private BansReport report = new BansReport();

    /**
     * What was measured.
     *
     * @param rowsMillis of processor time, to have the rows in hand
     * @param indexMillis of processor time, from these rows
     * @param heapMegabytes what the index holds
     */
    record Figures(int bans, long rowsMillis, long indexMillis, long heapMegabytes) {}

    /** @param arguments see {@code loadtest/bans}; a million bans, with {@code --short} a hundred thousand */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BanLoad()).execute(arguments));
    }

    @Override
    public void run() {
        int size = report.brief() ? 100_000 : 1_000_000;
        PrintStream out = System.out;
        long before = held();
        long begun = processor();
        List<Ban> bans = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = "/DC=org/DC=example/OU=People/CN=Jane Marie Doe-Smith " + (1_000_000 + i);
            bans.add(new Ban(BanTarget.of(BanKind.DN, name), Ban.OFFICER, 1, "because", "T-1", null));
        }
        long made = processor();
        BanIndex index = BanIndex.of(bans, Map.of(), Instant.EPOCH);
        long built = processor();
        bans = List.of();
        long held = held() - before;
        Figures figures = new Figures(size, (made - begun) / 1_000_000, (built - made) / 1_000_000, held >> 20);
        out.printf(
                "%d bans: rows %d ms, index %d ms of processor time, heap %d MB; %d in the index%n",
                size, figures.rowsMillis(), figures.indexMillis(), figures.heapMegabytes(), index.size() + bans.size());
        report.begin("load", figures);
    }

    /** Of the whole process, compiler and collector included: what other processes take does not count. */
    private static long processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
