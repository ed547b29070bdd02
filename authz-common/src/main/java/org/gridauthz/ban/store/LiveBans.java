package org.gridauthz.ban.store;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index of bans in force, kept up to date by a follower. A ban never leaves it because the database forgot it: what a
 * restored database lost stays in force as an orphan, {@linkplain #lost here} until it is written down, then for all instances.
 */
public final class LiveBans implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBans.class);

    private final BanRows rows;
    private final OrphanRows orphans;
    private final InstantSource clock;
    private final Map<String, Set<String>> issuersOfVo;
    private volatile BanIndex index = BanIndex.empty();
    private volatile LostBans lost = LostBans.NONE;

    /**
     * @param dataSource the follower's own
     * @param issuersOfVo the token issuers of each VO
     */
    public LiveBans(DataSource dataSource, Map<String, Set<String>> issuersOfVo, InstantSource clock) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        this.rows = new BanRows(jdbc);
        this.orphans = new OrphanRows(jdbc);
        this.issuersOfVo = Map.copyOf(issuersOfVo);
        this.clock = clock;
    }

    /** The bans in force; ask anew for every decision. Empty until the follower has read all once. */
    public BanIndex index() {
        return index;
    }

    /** What the database lost and nobody has written down yet; see {@link Orphans#record}. */
    public LostBans lost() {
        return lost;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(BanBook.KIND);
    }

    @Override
    public void apply(Change change) {
        if (change.everything()) {
            reload(ReloadReason.UNKNOWN_KIND, new Epoch("any", change.seq())).run();
            return;
        }
        BanIndex next = index;
        for (String id : change.keys()) {
            LostBans before = lost;
            if (orphans.found(id, before.generation())) {
                lost = before.without(id);
            }
            Optional<BanTurn> newest = rows.newest(id);
            Optional<Ban> ban = newest.filter(turn -> turn.inForce(clock.instant()))
                    .map(BanTurn::ban)
                    .or(() -> orphans.orphaned(id).filter(orphan -> !orphan.expired(clock.instant())))
                    .or(() -> lost.bans().stream()
                            .filter(here -> here.id().equals(id))
                            .findFirst());
            if (ban.isPresent()) {
                next = next.with(ban.get());
            } else {
                next = without(next, id, newest);
            }
        }
        index = next;
    }

    /** The last of what is known of this ban says what to take out; a dropped orphan may have no turn at all. */
    private static BanIndex without(BanIndex index, String id, Optional<BanTurn> newest) {
        return newest.map(BanTurn::ban)
                .or(() ->
                        index.bans().stream().filter(ban -> ban.id().equals(id)).findFirst())
                .map(index::without)
                .orElse(index);
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        Map<String, Ban> all = new HashMap<>();
        lost.bans().forEach(ban -> all.put(ban.id(), ban));
        orphans.orphaned().forEach(ban -> all.put(ban.id(), ban));
        rows.notLifted().forEach(ban -> all.put(ban.id(), ban));
        LostBans lostNow = reason == ReloadReason.DATABASE_WENT_BACK ? lostNow(all.keySet(), head.generation()) : lost;
        lostNow.bans().forEach(ban -> all.putIfAbsent(ban.id(), ban));
        BanIndex fresh = BanIndex.of(all.values(), issuersOfVo, clock.instant());
        return () -> {
            if (lostNow.bans().size() > lost.bans().size()) {
                LOG.error(
                        "the database lost {} bans; they stay in force as orphans",
                        lostNow.bans().size());
            }
            lost = lostNow;
            index = fresh;
        };
    }

    /** Bans in force here of which the database knows neither that turn nor that it was found lost before. */
    private LostBans lostNow(Set<String> stored, String generation) {
        Set<String> found = orphans.found(generation);
        List<Ban> gone = index.bans().stream()
                .filter(ban -> !stored.contains(ban.id()) || lost.bans().contains(ban))
                .filter(ban -> !found.contains(ban.id()))
                .filter(ban -> rows.history(ban.id()).stream()
                        .noneMatch(turn -> turn.banned() && turn.ban().equals(ban)))
                .toList();
        return new LostBans(generation, gone);
    }

    @Override
    public Kept kept() {
        return new KeptBans(this::index, this::lost, (inForce, gone) -> {
            BanIndex restored = BanIndex.of(inForce, issuersOfVo, clock.instant());
            return () -> {
                lost = gone;
                index = restored;
            };
        });
    }

    @Override
    public void tick() {
        BanIndex now = index.at(clock.instant());
        index = now;
    }
}
