package org.gridauthz.saz.decision.store;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.identity.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who came lately, each with all that was verified of it. */
public final class Holders {
    private final HolderRows rows;

    public Holders(DataSource dataSource) {
        this.rows = new HolderRows(JdbcClient.create(dataSource));
    }

    /** The latest first; what was last seen is known to about an hour. */
    public List<Subject> since(Instant time, int limit) {
        return rows.since(time.toEpochMilli(), limit).stream()
                .map(HolderRows.Holder::subject)
                .toList();
    }
}
