package org.gridauthz.changes.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Which failures of a transaction are no fault of it and pass when it is tried again. */
public final class Refusals {
    /**
     * MySQL and MariaDB: 1205 lock wait, 1213 deadlock or certification conflict, 3101 Group Replication rolled back, 1180 and 3100 error at
     * commit while a member leaves or joins, 1290 a member that is recovering or expelled is read-only, 1047 Galera not
     * prepared, 1836 read-only mode, 3024 and 1317 interrupted, 1053 shutdown in progress, 3032 offline mode, 3796 and 3797 a member that is to wait for its
     * group and is outside it or does not get there, 1927 MariaDB's killed connection.
     */
    private static final Set<Integer> MYSQL =
            Set.of(1205, 1213, 3101, 1180, 3100, 1290, 1047, 1836, 3024, 1317, 1053, 3032, 3796, 3797, 1927);
    /** H2: deadlock, lock timeout, row changed since, connection gone, cancelled, database closed. */
    private static final Set<Integer> H2 = Set.of(40001, 50200, 90131, 90067, 57014, 90098, 90121);

    private Refusals() {}

    /** Whether the same transaction may succeed when it is tried again; only for work that is safe to repeat. */
    public static boolean passes(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof LostRaceException
                    || e instanceof TransientDataAccessException
                    || e instanceof CannotCreateTransactionException
                    || e instanceof TransactionTimedOutException
                    || e instanceof TransactionSystemException // commit or rollback on a connection that broke
                    || e instanceof SQLTransientException
                    || (e instanceof SQLException sql && passes(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(SQLException e) {
        String state = e.getSQLState();
        return (state != null && (state.startsWith("08") || state.equals("40001")))
                || MYSQL.contains(e.getErrorCode())
                || H2.contains(e.getErrorCode());
    }
}
