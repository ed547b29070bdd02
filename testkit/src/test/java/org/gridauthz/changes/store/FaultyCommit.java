package org.gridauthz.changes.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A data source whose next commits go wrong as told, in the ways a network or a cluster makes them. */
final class FaultyCommit extends AbstractDataSource {
    enum Fault {
        /** The commit happens, but its reply never arrives. */
        REPLY_LOST,
        /** Certification refuses the commit. */
        REFUSED,
        /** The commit happens and the process dies: nothing of it runs on. */
        DIED,
        /** The process is stopped before the commit, until {@link #goOn}. */
        STOPPED
    }

    /** Stands for the end of a process: no handler of ours catches it. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final DataSource real;
    private final Queue<Fault> faults = new ArrayDeque<>();

    FaultyCommit(DataSource real, Fault... faults) {
        this.real = real;
        this.faults.addAll(Arrays.asList(faults));
    }

    void goOn() {
        goOn.countDown();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && !faults.isEmpty()) {
                        switch (faults.remove()) {
                            case REPLY_LOST -> {
                                connection.commit();
                                throw new SQLException("Communications link failure", "08S01");
                            }
                            case DIED -> {
                                connection.commit();
                                throw new Death();
                            }
                            case STOPPED -> {
                                stopped.countDown();
                                goOn.await();
                            }
                            case REFUSED -> {
                                connection.rollback();
                                throw new SQLException("Plugin instructed the server to rollback", "40000", 3101);
                            }
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
