package org.gridauthz.loadtest.banclock;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.testkit.db.MySqlServer;
import org.gridauthz.testkit.service.TestSite;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code loadtest/ban-clock}: an officer bans and lifts at random while a crowd asks, over kept mutual-TLS connections, several instances on one MySQL
 * server. How long after the 201 does any instance still answer by what was before, and does a call that presents the epoch ever?
 */
@Command(name = "ban-clock", mixinStandardHelpOptions = true)
public final class BanClock implements Callable<Integer> {
    private static final int PEOPLE = 100;

    @Option(
            names = "--short",
            description = "200 operations and what epoch reads come with them, instead of 1000 and a million")
    private boolean brief;

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    @Option(names = "--callers", defaultValue = "200", description = "kept connections (${DEFAULT-VALUE})")
    private int callers;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "calls a second, 0 for all that go (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--operations", description = "bans and lifts")
    private @Nullable Integer operations;

    @Option(names = "--epoch-reads", description = "goes on until so many calls have presented an epoch")
    private @Nullable Long epochReads;

    @Option(names = "--services", defaultValue = "saz,gums,saz,gums", description = "the instances (${DEFAULT-VALUE})")
    private String services = "";

    @Option(names = "--instance-option", description = "of each instance's JVM; may be repeated")
    private List<String> instanceOptions = List.of();

    @Option(
            names = "--members",
            defaultValue = "0",
            description = "beside it a list of so many members is replaced again and again, at most twice a second")
    private int members;

    @Option(
            names = "--without-follower",
            description = "the guard off: instances know what they read at their start. This run must fail")
    private boolean withoutFollower;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BanClock()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        TestSite site = new TestSite(Files.createTempDirectory("ban-clock"));
        try (MySqlServer server = MySqlServer.start()) {
            String url = database(server);
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(3);
            try (HikariDataSource database = new HikariDataSource(pool)) {
                new Migrations(database).migrate(Migrations.Folder.values());
                policyFirst(site, url, database, instanceOptions);
                try (Instances instances = Instances.start(
                                Arrays.asList(services.split(",")), site, url, !withoutFollower, instanceOptions);
                        Officer officer = officer(site, instances, database);
                        MemberRefresh beside = new MemberRefresh(database, members)) {
                    Figures figures = measure(site, instances, officer);
                    return report(figures, beside.done());
                }
            }
        }
    }

    /** At the first SAZ; without one this process writes as SAZ would. */
    private static Officer officer(TestSite site, Instances instances, DataSource database) throws IOException {
        for (Instances.Running running : instances.all()) {
            if (running.name().startsWith("saz")) {
                return new RestOfficer(site.admin.sslContext(List.of(site.ca.certificate())), running.admin());
            }
        }
        return new DirectOfficer(database);
    }

    /** An instance whose follower is stopped after its start must have met the policy by then. */
    private static void policyFirst(TestSite site, String url, DataSource database, List<String> options)
            throws Exception {
        JdbcClient jdbc = JdbcClient.create(database);
        try (Instances first = Instances.start(List.of("gums"), site, url, true, options)) {
            while (jdbc.sql("SELECT COUNT(*) FROM change_log WHERE kind = 'policy'")
                            .query(Long.class)
                            .single()
                    == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            first.all().getFirst().process().destroy();
            first.all().getFirst().process().waitFor();
        }
        Files.delete(site.directory().resolve("ports-0"));
    }

    private static String database(MySqlServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE ban_clock CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
        return server.url("ban_clock");
    }

    private Figures measure(TestSite site, Instances instances, Officer officer) throws Exception {
        int most = operations != null ? operations : brief ? 200 : 1000;
        long reads = epochReads != null ? epochReads : brief ? 0 : 1_000_000;
        List<Person> people = IntStream.range(0, PEOPLE).mapToObj(Person::new).toList();
        List<Op> ops = new ArrayList<>();
        try (Callers crowd = new Callers(people, callers, rate)) {
            crowd.start(instances.all(), site.storage.sslContext(List.of(site.ca.certificate())), callers);
            warmUp(crowd);
            ThreadLocalRandom random = ThreadLocalRandom.current();
            long told = System.nanoTime();
            while (ops.size() < most || crowd.presented.get() < reads) {
                if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(15)) {
                    told = System.nanoTime();
                    System.err.printf(
                            "%d of %d operations, %d of %d reads with an epoch%n",
                            ops.size(), most, crowd.presented.get(), reads);
                }
                Person person = people.get(random.nextInt(PEOPLE));
                ops.add(operate(officer, person, instances.all().size()));
                crowd.about(person);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(50, 250)));
            }
            // Who never hears of a change shows it by going on for longer than is promised.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500));
            return Figures.of(instances.all(), ops, crowd);
        }
    }

    /** Until every caller is connected and compilers have seen the path. */
    private void warmUp(Callers crowd) {
        long begun = System.nanoTime();
        long enough = 20L * callers;
        while (crowd.calls.get() < enough && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(2)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        crowd.undecided.set(0);
        crowd.broken.set(0);
    }

    private static Op operate(Officer officer, Person person, int instances) throws Exception {
        Op before = person.last;
        if (before != null) {
            before.over = true;
        }
        boolean ban = before == null || !before.banned;
        Officer.Done done = ban ? officer.ban(person) : officer.lift(person, before == null ? 0 : before.turn);
        Op op = new Op(ban, done.epoch(), done.turn(), System.nanoTime(), instances);
        person.last = op;
        return op;
    }

    private int report(Figures figures, int refreshes) throws Exception {
        System.out.print(figures.text());
        boolean beside = members == 0 || refreshes > 0;
        if (members > 0) {
            System.out.println("beside: a list of " + members + " members was replaced " + refreshes + " times");
        }
        figures.failures().forEach(failure -> System.out.println("FAILED: " + failure));
        if (json != null) {
            Files.writeString(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(withRefreshes(figures.json(!withoutFollower), refreshes)));
        }
        return figures.failures().isEmpty() && beside ? 0 : 1;
    }

    private Map<String, Object> withRefreshes(Map<String, Object> figures, int refreshes) {
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.put("members", members);
        all.put("memberRefreshes", refreshes);
        return all;
    }
}
