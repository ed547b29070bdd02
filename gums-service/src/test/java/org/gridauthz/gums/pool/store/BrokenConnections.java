package org.gridauthz.gums.pool.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A data source that loses the reply to the next so many inserts of leases: they are committed and nobody is told. */
final class BrokenConnections extends AbstractDataSource {
    private final DataSource real;
    private final AtomicInteger toLose;

    BrokenConnections(DataSource real, int toLose) {
        this.real = real;
        this.toLose = new AtomicInteger(toLose);
    }

    int left() {
        return toLose.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, connection, (method, sql, result) -> {
            boolean lease = sql != null && sql.startsWith("INSERT INTO lease ");
            return result instanceof PreparedStatement statement && lease ? losing(statement) : result;
        });
    }

    private PreparedStatement losing(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (method, sql, result) -> {
            if (method.equals("executeUpdate") && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new SQLException("Communications link failure", "08S01");
            }
            return result;
        });
    }

    private interface After {
        Object handle(String method, String firstText, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                BrokenConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String s
                                ? s
                                : null;
                        return after.handle(method.getName(), text, result);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
