package org.gridauthz.gums.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** Gauges of the pools, five numbers a pool and no more than {@value #MAX_POOLS} pools. */
public final class PoolMeters {
    /** Pools beyond this many, by name, are not measured singly. */
    public static final int MAX_POOLS = 200;

    private final MultiGauge accounts;
    private final MultiGauge warning;

    /** Registers what does not depend on the pools there are. */
    public PoolMeters(MeterRegistry registry, PoolLeases leases, StoreGuard guard, UseLog uses) {
        accounts = MultiGauge.builder("gridauthz.pool.accounts")
                .description("accounts of a pool by state")
                .register(registry);
        warning = MultiGauge.builder("gridauthz.pool.warning")
                .description("0 none, 1 low, 2 critical, 3 exhausted")
                .register(registry);
        registry.gauge("gridauthz.pool.known", leases, PoolLeases::knownSubjects);
        registry.gauge("gridauthz.pool.lookups.free", guard, StoreGuard::free);
        registry.gauge("gridauthz.pool.circuit.open", guard, g -> g.open() ? 1 : 0);
        registry.gauge("gridauthz.pool.uses.waiting", uses, UseLog::waiting);
        registry.gauge("gridauthz.pool.uses.dropped", uses, UseLog::dropped);
    }

    /** Shows new counts; pools that are gone disappear. */
    public void show(List<PoolStatus> pools) {
        List<Row<?>> counts = new ArrayList<>();
        List<Row<?>> warnings = new ArrayList<>();
        for (PoolStatus pool : pools.stream().limit(MAX_POOLS).toList()) {
            counts.add(row(pool, "leased", pool.leased()));
            counts.add(row(pool, "quarantined", pool.quarantined()));
            counts.add(row(pool, "locked", pool.locked()));
            counts.add(row(pool, "free", pool.free()));
            warnings.add(Row.of(Tags.of("pool", pool.pool()), pool.warning().ordinal()));
        }
        accounts.register(counts, true);
        warning.register(warnings, true);
    }

    private static Row<Number> row(PoolStatus pool, String state, long count) {
        return Row.of(Tags.of("pool", pool.pool(), "state", state), count);
    }
}
