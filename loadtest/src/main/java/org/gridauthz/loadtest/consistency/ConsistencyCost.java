package org.gridauthz.loadtest.consistency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.loadtest.consistency.Engine.Setting;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A write at the first member and a read at the second at once, under every setting in turns; without and with writes at the third. */
@Command(
        name = "loadtest/consistency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What a cluster's read-your-write settings cost our writes and reads, and which reads miss a write.")
public final class ConsistencyCost implements Callable<Integer> {
    private static final String DATABASE = "consistency";
    private static final String OURS = "as GridAuthz does";

    @Option(names = "--engine", description = "${COMPLETION-CANDIDATES}; both unless named")
    private List<Engine> engines = List.of(Engine.values());

    @Option(names = "--rounds", description = "writes and reads a setting (${DEFAULT-VALUE})")
    private int rounds = 1_000;

    @Option(
            names = "--beside",
            description = "rows a second written at the third member, in the second half (${DEFAULT-VALUE})")
    private int beside = 200;

    @Option(names = "--short", description = "40 rounds: for a look, not for a figure")
    private boolean brief;

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsistencyCost())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Report report = new Report("loadtest/consistency" + (brief ? " --short" : " --rounds " + rounds));
        report.noteIfBusy("look at the ratios only");
        List<Cost> costs = new ArrayList<>();
        for (Engine engine : engines) {
            Report.progress(engine + ": a cluster of three members is started");
            try (DatabaseCluster cluster = DatabaseCluster.start(engine.kind)) {
                costs.addAll(measure(engine, cluster, 0));
                costs.addAll(measure(engine, cluster, beside));
            }
        }
        tell(report, costs);
        report.figure("costs", costs);
        report.write(json, null);
        return costs.stream().allMatch(Cost::kept) ? 0 : 1;
    }

    private List<Cost> measure(Engine engine, DatabaseCluster cluster, int rowsBeside) {
        JdbcTemplate setUp = new JdbcTemplate(new DriverManagerDataSource(cluster.url("", 0)));
        setUp.execute("CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        DriverManagerDataSource first = new DriverManagerDataSource(cluster.url(DATABASE, 0));
        new Migrations(first).migrate(Folder.COMMON);
        new JdbcTemplate(first).execute(Beside.TABLE);
        int most = brief ? 40 : rounds;
        List<Probe> probes = new ArrayList<>();
        List<SingleConnectionDataSource> reading = new ArrayList<>();
        for (Setting setting : engine.settings) {
            SingleConnectionDataSource reads = session(cluster, 1, setting);
            reading.add(reads);
            probes.add(new Probe(setting.name(), setting.promises(), session(cluster, 0, setting), head(reads), most));
        }
        SingleConnectionDataSource own = session(cluster, 1, engine.settings.getFirst());
        reading.add(own);
        probes.add(new Probe(
                OURS, true, session(cluster, 0, engine.settings.getFirst()), synchronousHead(engine, own), most));
        String what = rowsBeside == 0 ? "nothing else" : rowsBeside + " rows a second at the third";
        Report.progress(engine + ", " + what);
        try (Beside others = rowsBeside == 0 ? null : new Beside(cluster.url(DATABASE, 2), rowsBeside)) {
            inTurns(probes, Math.max(10, most / 10));
            probes.forEach(Probe::begin);
            inTurns(probes, most);
        } finally {
            probes.forEach(Probe::close);
            reading.forEach(SingleConnectionDataSource::destroy);
        }
        return probes.stream().map(probe -> probe.cost(engine.name(), what)).toList();
    }

    /** In another order each time, so that what the machine does besides falls on all alike. */
    private static void inTurns(List<Probe> probes, int rounds) {
        List<Probe> order = new ArrayList<>(probes);
        Random random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            order.forEach(Probe::once);
        }
    }

    private static SingleConnectionDataSource session(DatabaseCluster cluster, int member, Setting setting) {
        return new SingleConnectionDataSource(
                cluster.url(DATABASE, member) + "&sessionVariables=" + setting.variable(), true);
    }

    private static LongSupplier head(SingleConnectionDataSource session) {
        JdbcTemplate jdbc = new JdbcTemplate(session);
        return () -> {
            Long seq = jdbc.queryForObject("SELECT seq FROM change_head", Long.class);
            return seq == null ? -1 : seq;
        };
    }

    /** What an instance's follower does four times a second: plain sessions, and one read that waits. */
    private static LongSupplier synchronousHead(Engine engine, SingleConnectionDataSource session) {
        JdbcChangeSource source = new JdbcChangeSource(session, engine.synchronousRead);
        return () -> {
            long[] seq = {-1};
            source.consistently(true, view -> seq[0] = view.head().seq());
            return seq[0];
        };
    }

    private static void tell(Report report, List<Cost> costs) {
        List<List<String>> rows = new ArrayList<>();
        Cost base = costs.getFirst();
        for (Cost cost : costs) {
            if (!cost.engine().equals(base.engine()) || !cost.beside().equals(base.beside())) {
                base = cost; // the first of its group
            }
            rows.add(List.of(
                    cost.engine(),
                    cost.beside(),
                    cost.setting(),
                    ms(cost.writeMedian()),
                    ms(cost.writeP99()),
                    times(cost.writeMedian(), base.writeMedian()),
                    ms(cost.readMedian()),
                    ms(cost.readP99()),
                    times(cost.readMedian(), base.readMedian()),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * cost.missed() / cost.rounds())));
        }
        report.say(new Table(
                "A write at the first member, and at once a read at the second (ms; times: of the first setting's"
                        + " median)",
                List.of(
                        "engine",
                        "beside",
                        "setting",
                        "write",
                        "p99",
                        "times",
                        "read",
                        "p99",
                        "times",
                        "missed the write"),
                rows));
        costs.stream()
                .filter(cost -> !cost.kept())
                .forEach(cost -> report.note(cost.engine() + ", " + cost.setting() + ": " + cost.missed()
                        + " reads missed what it promises to show"));
    }

    private static String ms(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String times(double value, double base) {
        return String.format(Locale.ROOT, "%.1f", value / base);
    }
}
