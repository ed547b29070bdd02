package org.gridauthz.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gridauthz.gums.GumsService;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.store.PoolAccounts;
import org.gridauthz.gums.pool.store.StoredLeases;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.SubjectKey;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A lease read in the running service: {@code cached} from Hibernate's second-level cache, {@code database} after it was
 * evicted, on H2 in the same process.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LeaseCacheBenchmark {
    private static final int LEASES = 1000;
    private static final String POOL = "bench";
    private static final String DATABASE =
            "jdbc:h2:mem:bench;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";

    private final List<SubjectKey> subjects = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable RunningService gums;
    private @Nullable StoredLeases stored;

    /** Starts GUMS and gives a thousand people an account. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        new Migrations(new DriverManagerDataSource(DATABASE)).migrate(Migrations.Folder.GUMS);
        Path directory = Files.createTempDirectory("lease-cache");
        RunningService service = new RunningService(GumsService.class, new TestSite(directory), DATABASE);
        StoredLeases leases = service.part(StoredLeases.class);
        gums = service;
        stored = leases;
        service.part(PoolAccounts.class).ensure(POOL, AccountRange.parse("bench0001-" + LEASES), place -> {});
        for (int i = 0; i < LEASES; i++) {
            String name = "/DC=org/CN=Person " + i;
            SubjectKey key = SubjectKey.of(new Subject.Person(new SlashDn(name), false, null, null, List.of(), true));
            Objects.requireNonNull(leases.take(POOL, key, name), "the pool has as many accounts as there are people");
            leases.find(POOL, key);
            subjects.add(key);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (gums != null) {
            gums.close();
        }
    }

    @Benchmark
    public void cached(Blackhole sink) {
        sink.consume(stored().find(POOL, subjects.get(random.nextInt(LEASES))));
    }

    @Benchmark
    public void database(Blackhole sink) {
        stored().forgetAll();
        sink.consume(stored().find(POOL, subjects.get(random.nextInt(LEASES))));
    }

    private StoredLeases stored() {
        return Objects.requireNonNull(stored);
    }
}
