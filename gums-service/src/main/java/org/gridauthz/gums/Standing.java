package org.gridauthz.gums;

import java.time.Duration;
import org.gridauthz.assembly.FollowerUser;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.gums.pool.Recency;
import org.gridauthz.gums.pool.store.ChangeRecency;
import org.jspecify.annotations.Nullable;

/**
 * How recent this instance is, for those that the follower itself informs: it is made after them. Before there is a
 * follower the instance is older than any limit.
 */
final class Standing implements Recency, FollowerUser {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private volatile @Nullable ChangeRecency of;

    @Override
    public void of(Follower follower) {
        of = new ChangeRecency(() -> follower);
    }

    @Override
    public Duration age() {
        ChangeRecency now = of;
        return now == null ? NEVER : now.age();
    }

    @Override
    public boolean holds(String account, Epoch readWith) {
        ChangeRecency now = of;
        return now != null && now.holds(account, readWith);
    }
}
