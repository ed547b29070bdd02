package org.gridauthz.audit.store;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.Epoch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes an administrator's act beside the change it made, in the same transaction: neither exists without the other. */
public final class AdminAudit {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    /** @param dataSource the one that the change is written through */
    public AdminAudit(DataSource dataSource, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /** Called inside the work of a change. */
    public void record(AdminAct act, Epoch place) {
        jdbc.sql("INSERT INTO admin_audit (id, seq, at_ms, who, from_addr, verb, target, why, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        UUID.randomUUID().toString().replace("-", ""),
                        place.seq(),
                        clock.millis(),
                        cut(act.who(), 2048),
                        cut(act.from(), 64),
                        cut(act.verb(), 64),
                        cut(act.target(), 2300),
                        cut(act.why(), 2000),
                        act.detail()))
                .update();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
