package org.gridauthz.changes.instances.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.instances.Instance;
import org.gridauthz.changes.instances.Instances;
import org.gridauthz.changes.store.ChangeLog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code instance}. */
public final class JdbcInstances implements Instances {
    static final double PERMILLE = 1000;

    private static final int STATEMENT_SECONDS = 2;

    private final JdbcClient jdbc;

    public JdbcInstances(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(STATEMENT_SECONDS);
        this.jdbc = JdbcClient.create(template);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public List<Instance> all() {
        return jdbc.sql("SELECT id, name, service, version, state, generation, seq, known_ms, clock_ms,"
                        + " closed_after_ms, used_permille FROM instance ORDER BY service, name, id")
                .query(JdbcInstances::instance)
                .list();
    }

    /**
     * Takes an instance out by hand; asks all on the way where they stand, so one that lives comes back at once.
     *
     * @param changes writes through the same data source
     * @throws NoSuchElementException when there is none of this id
     */
    public void remove(String id, AdminAct act, ChangeLog changes, AdminAudit audit) {
        changes.write(Everywhere.KIND, List.of(id), place -> {
            int rows = jdbc.sql("UPDATE instance SET state = 'REMOVED' WHERE id = ?")
                    .param(id)
                    .update();
            if (rows == 0) {
                throw new NoSuchElementException("no instance " + id);
            }
            audit.record(act, place);
        });
    }

    private static Instance instance(ResultSet row, int number) throws SQLException {
        long seq = row.getLong("seq");
        Integer used = row.getObject("used_permille", Integer.class);
        Long closedAfter = row.getObject("closed_after_ms", Long.class);
        return new Instance(
                row.getString("id"),
                row.getString("name"),
                row.getString("service"),
                row.getString("version"),
                row.getString("state").equals("REMOVED"),
                seq < 0 ? null : new Epoch(row.getString("generation"), seq),
                Instant.ofEpochMilli(row.getLong("known_ms")),
                Instant.ofEpochMilli(row.getLong("clock_ms")),
                used == null ? null : used / PERMILLE,
                closedAfter == null ? null : Duration.ofMillis(closedAfter));
    }
}
