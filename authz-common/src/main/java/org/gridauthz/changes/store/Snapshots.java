package org.gridauthz.changes.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that see one state of the whole database from their first read on. MySQL and MariaDB give that at REPEATABLE
 * READ (and Group Replication takes nothing stronger). H2's REPEATABLE READ opens a snapshot for each table when it is
 * first read; its SERIALIZABLE is what others call snapshot.
 */
final class Snapshots {
    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private volatile boolean server;
    private volatile int level = -1; // unknown until the database was first reached

    Snapshots(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
    }

    /** @param seconds after which statements of the transaction give up */
    TransactionTemplate transaction(int seconds) {
        if (level < 0) {
            String product = jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName());
            server = !"H2".equals(product);
            level = "H2".equals(product)
                    ? TransactionDefinition.ISOLATION_SERIALIZABLE
                    : TransactionDefinition.ISOLATION_REPEATABLE_READ;
        }
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(level);
        transaction.setTimeout(seconds);
        return transaction;
    }

    /**
     * Inside a transaction: the server ends it when its client says nothing for so long. A process that is stopped, or a host whose cable
     * is pulled, would otherwise hold its locks, and with them everybody's next write, for hours.
     */
    void endWhenSilent(int seconds) {
        if (!server) {
            return; // H2's clients are on its own host: their death closes the connection
        }
        jdbc.execute("SET SESSION wait_timeout = " + seconds);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                jdbc.execute("SET SESSION wait_timeout = DEFAULT"); // on the same connection: it is released after this
            }
        });
    }
}
