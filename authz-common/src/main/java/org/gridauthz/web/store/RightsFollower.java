package org.gridauthz.web.store;

import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.AdminGrant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps granted rights in force: there are few, so all are read whenever one changes. */
public final class RightsFollower implements ChangeListener {
    private final JdbcClient jdbc;
    private final Access access;
    private volatile List<AdminGrant> now = List.of();

    /** @param dataSource the follower's own */
    public RightsFollower(DataSource dataSource, Access access) {
        this.jdbc = JdbcClient.create(dataSource);
        this.access = access;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(AdminRights.KIND);
    }

    @Override
    public void apply(Change change) {
        show(AdminRights.all(jdbc));
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        List<AdminGrant> all = AdminRights.all(jdbc);
        return () -> show(all);
    }

    private void show(List<AdminGrant> all) {
        now = List.copyOf(all);
        access.granted(now);
    }

    @Override
    public Kept kept() {
        return new KeptRights(() -> now, all -> show(all));
    }
}
