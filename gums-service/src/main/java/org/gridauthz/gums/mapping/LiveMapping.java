package org.gridauthz.gums.mapping;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a mapper's index at the bans in force, and has remembered answers asked again where they may not count any more:
 * leases were released, a new day began (only an evaluation tells a pool that its account is in use), or this instance has
 * become too old to answer from pools, or young enough again. Stands behind the followers of bans and leases, since it
 * shows what they have read.
 */
public final class LiveMapping implements ChangeListener {
    private final Mapper mapper;
    private final Supplier<BanIndex> bans;
    private final Supplier<Duration> age;
    private final Duration quarantine;
    private final InstantSource clock;
    private final Set<String> kinds;

    private @Nullable BanIndex shown;
    private long day;
    private boolean tooOld;

    /**
     * @param bans what is in force now
     * @param age of this instance's knowledge
     * @param quarantine beyond this age pools answer nothing, so nothing remembered of them counts
     * @param banKind the kind of change of bans
     * @param leaseKinds the kinds of change after which an account may not be a subject's any more
     */
    public LiveMapping(
            Mapper mapper,
            Supplier<BanIndex> bans,
            Supplier<Duration> age,
            Duration quarantine,
            InstantSource clock,
            String banKind,
            Set<String> leaseKinds) {
        this.mapper = mapper;
        this.bans = bans;
        this.age = age;
        this.quarantine = quarantine;
        this.clock = clock;
        Set<String> all = new HashSet<>(leaseKinds);
        all.add(banKind);
        this.kinds = Set.copyOf(all);
    }

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public void apply(Change change) {
        show();
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return this::show;
    }

    @Override
    public Kept kept() {
        return Kept.nothing("mapping", this::show);
    }

    private synchronized void show() {
        BanIndex now = bans.get();
        shown = now;
        mapper.update(index -> index.with(Bans.of(now)));
    }

    @Override
    public synchronized void tick() {
        long today = TimeUnit.MILLISECONDS.toDays(clock.millis());
        boolean old = age.get().compareTo(quarantine) > 0;
        BanIndex now = bans.get();
        // A new index object each time one is over; the same object as long as nothing changed.
        if (!now.equals(shown) || today != day || old != tooOld) {
            day = today;
            tooOld = old;
            show();
        }
    }
}
