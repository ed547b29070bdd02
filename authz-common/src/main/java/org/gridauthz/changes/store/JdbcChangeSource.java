package org.gridauthz.changes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeSource;
import org.gridauthz.changes.Epoch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the change log. Give it a pool of its own of three connections (two threads read; one more while another is replaced), with
 * a {@code socketTimeout} of a few seconds: a server that hangs answers no other way of giving up. Keep
 * the pool's connection timeout at a second or two: Hikari waits longer and longer between attempts to reach a server that was gone. Listeners must
 * use the same data source to take part in its transactions.
 */
public final class JdbcChangeSource implements ChangeSource {
    /** A statement gives up after so many seconds. */
    static final int STATEMENT_SECONDS = 2;
    /** A transaction, with all that listeners read in a reload, gives up after so many seconds. */
    private static final int TRANSACTION_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(JdbcChangeSource.class);

    private final JdbcTemplate jdbc;
    private final Snapshots snapshots;
    private final SynchronousRead synchronousRead;

    /** @param synchronousRead what the database is */
    public JdbcChangeSource(DataSource dataSource, SynchronousRead synchronousRead) {
        this.synchronousRead = synchronousRead;
        jdbc = new JdbcTemplate(dataSource);
        jdbc.setQueryTimeout(STATEMENT_SECONDS);
        snapshots = new Snapshots(dataSource, new JdbcTransactionManager(dataSource));
    }

    @Override
    public List<Change> rows(long from, int most) {
        return jdbc.query(
                "SELECT seq, id, kind, change_keys FROM change_log WHERE seq >= ? ORDER BY seq LIMIT ?",
                JdbcChangeSource::change,
                from,
                most);
    }

    @Override
    public void consistently(boolean synchronous, Consumer<View> reads) {
        TransactionTemplate transaction = snapshots.transaction(TRANSACTION_SECONDS);
        transaction.setReadOnly(true);
        transaction.executeWithoutResult(status -> {
            if (!synchronous) {
                reads.accept(new JdbcView(Heads.read(jdbc)));
                return;
            }
            waitForOthers();
            requireMember();
            Epoch head = Heads.read(jdbc); // the first read of a table: it opens the snapshot
            requireMember(); // who left between the two waited for nothing
            reads.accept(new JdbcView(head));
        });
    }

    /** For this transaction: Group Replication takes the setting before a transaction's first read and after its end only. */
    private void waitForOthers() {
        if (synchronousRead.before().isEmpty()) {
            return;
        }
        jdbc.execute(synchronousRead.before());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                try {
                    jdbc.execute(synchronousRead.after()); // on the same connection: it is released after this
                } catch (DataAccessException broken) {
                    LOG.debug("a connection that broke needs no setting", broken);
                }
            }
        });
    }

    private void requireMember() {
        if (!synchronousRead.member().isEmpty()) {
            jdbc.query(synchronousRead.member(), row -> {});
        }
    }

    @Override
    public void beginGeneration(Epoch lost) {
        jdbc.update(
                "UPDATE change_head SET generation = ? WHERE one = 1 AND generation = ?",
                UUID.randomUUID().toString().replace("-", ""),
                lost.generation());
    }

    private final class JdbcView implements View {
        private final Epoch head;

        JdbcView(Epoch head) {
            this.head = head;
        }

        @Override
        public Epoch head() {
            return head;
        }

        @Override
        public List<Change> rows(long from, int most) {
            return JdbcChangeSource.this.rows(from, most);
        }
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        String keys = row.getString("change_keys");
        return new Change(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("kind"),
                keys == null || keys.isEmpty() ? List.of() : List.of(keys.split("\n", -1)),
                keys == null);
    }
}
