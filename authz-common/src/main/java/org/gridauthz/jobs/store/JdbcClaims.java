package org.gridauthz.jobs.store;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.gridauthz.jobs.Claims;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claims as rows of {@code job_claim}: of two instances that insert one, the key lets one through. */
public final class JdbcClaims implements Claims {
    private static final int SLOTS_KEPT = 50;

    private final JdbcClient jdbc;
    private final String holder;

    /** @param holder this instance, for whoever looks at the table */
    public JdbcClaims(DataSource dataSource, String holder) {
        this.jdbc = JdbcClient.create(dataSource);
        this.holder = holder;
    }

    @Override
    public boolean claim(String job, long slot, Instant now, Duration lease) {
        long until = now.plus(lease).toEpochMilli();
        try {
            jdbc.sql("INSERT INTO job_claim (job, slot, holder, lease_until) VALUES (?, ?, ?, ?)")
                    .params(job, slot, holder, until)
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return takeOver(job, slot, now, until);
        } catch (TransientDataAccessException refusedAtCommit) {
            return false;
        }
    }

    private boolean takeOver(String job, long slot, Instant now, long until) {
        return jdbc.sql("UPDATE job_claim SET holder = ?, lease_until = ?"
                                + " WHERE job = ? AND slot = ? AND done_at IS NULL AND lease_until < ?")
                        .params(holder, until, job, slot, now.toEpochMilli())
                        .update()
                == 1;
    }

    @Override
    public void finished(String job, long slot, Instant now) {
        jdbc.sql("UPDATE job_claim SET done_at = ? WHERE job = ? AND slot = ? AND holder = ?")
                .params(now.toEpochMilli(), job, slot, holder)
                .update();
        jdbc.sql("DELETE FROM job_claim WHERE job = ? AND slot < ?")
                .params(job, slot - SLOTS_KEPT)
                .update();
    }
}
