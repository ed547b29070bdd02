package org.gridauthz.gums.pool.store;

import java.util.Set;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.gums.pool.PoolLeases;

/** Takes released leases out of this instance's caches, second level first: what would fill from it is gone then. */
public final class LeaseFollower implements ChangeListener {
    private final StoredLeases stored;
    private final PoolLeases leases;

    /** Follows for these caches. */
    public LeaseFollower(StoredLeases stored, PoolLeases leases) {
        this.stored = stored;
        this.leases = leases;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(LeaseRelease.KIND, PoolAccounts.KIND);
    }

    @Override
    public void apply(Change change) {
        if (change.everything()) {
            forgetAll();
        } else if (change.kind().equals(LeaseRelease.KIND)) {
            stored.forget(change.keys());
            change.keys().forEach(leases::released);
        } else {
            leases.accountsChanged();
        }
    }

    /** There is nothing to read ahead: caches fill as subjects come. */
    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return this::forgetAll;
    }

    @Override
    public Kept kept() {
        return new KeptLeases(leases);
    }

    private void forgetAll() {
        stored.forgetAll();
        leases.forgetAll();
    }
}
