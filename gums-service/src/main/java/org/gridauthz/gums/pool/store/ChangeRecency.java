package org.gridauthz.gums.pool.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Floors;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.pool.Recency;

/**
 * How recent this instance is, by its follower. Before the first load it is older than any quarantine.
 *
 * @param follower the one that {@link LeaseFollower} listens to; asked for at each use, since that listener has to be there
 *     before it
 */
public record ChangeRecency(Supplier<Follower> follower) implements Recency {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Override
    public Duration age() {
        Freshness freshness = follower.get().freshness();
        return freshness == null ? NEVER : freshness.age();
    }

    @Override
    public boolean holds(String account, Epoch readWith) {
        Floors floors = follower.get().floors();
        return floors.fillAllowed(LeaseRelease.KIND, account, readWith);
    }
}
