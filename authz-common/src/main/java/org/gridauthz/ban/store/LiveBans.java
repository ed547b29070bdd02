package org.gridauthz.ban.store;

import java.time.InstantSource;
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
import org.gridauthz.changes.ReloadReason;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index of bans in force, kept up to date by a follower. */
public final class LiveBans implements ChangeListener {
    private final BanRows rows;
    private final InstantSource clock;
    private final Map<String, Set<String>> issuersOfVo;
    private volatile BanIndex index = BanIndex.empty();

    /**
     * @param dataSource the follower's own
     * @param issuersOfVo the token issuers of each VO
     */
    public LiveBans(DataSource dataSource, Map<String, Set<String>> issuersOfVo, InstantSource clock) {
        this.rows = new BanRows(JdbcClient.create(dataSource));
        this.issuersOfVo = Map.copyOf(issuersOfVo);
        this.clock = clock;
    }

    /** The bans in force; ask anew for every decision. Empty until the follower has read all once. */
    public BanIndex index() {
        return index;
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
            Optional<BanTurn> newest = rows.newest(id);
            if (newest.isPresent()) {
                Ban ban = newest.get().ban();
                next = newest.get().inForce(clock.instant()) ? next.with(ban) : next.without(ban);
            }
        }
        index = next;
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        List<Ban> bans = rows.notLifted();
        BanIndex fresh = BanIndex.of(bans, issuersOfVo, clock.instant());
        return () -> index = fresh;
    }

    @Override
    public void tick() {
        BanIndex now = index.at(clock.instant());
        index = now;
    }
}
