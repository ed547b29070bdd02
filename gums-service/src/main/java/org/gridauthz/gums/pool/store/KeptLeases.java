package org.gridauthz.gums.pool.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.gums.pool.PoolLeases;
import org.gridauthz.gums.pool.RememberedLease;
import org.jspecify.annotations.Nullable;

/**
 * Leases in memory as rows of a snapshot. A lease that was good at the snapshot's position is one that was read with it: a release since is
 * found in the change log once the database is back, and until then the age of all knowledge bounds what may be answered (DESIGN §7).
 */
final class KeptLeases implements Kept {
    private final PoolLeases leases;

    KeptLeases(PoolLeases leases) {
        this.leases = leases;
    }

    @Override
    public String name() {
        return "leases-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        return leases.remembered()
                .map(lease -> Arrays.asList(
                        lease.issuer(), lease.name(), lease.pool(), lease.account(), Long.toString(lease.turn())));
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        List<RememberedLease> all = rows.map(KeptLeases::lease).toList();
        return () -> leases.remember(all, at);
    }

    private static RememberedLease lease(List<@Nullable String> row) {
        return new RememberedLease(
                row.getFirst(), text(row, 1), text(row, 2), text(row, 3), Long.parseLong(text(row, 4)));
    }

    private static String text(List<@Nullable String> row, int cell) {
        return Objects.requireNonNull(row.get(cell));
    }
}
