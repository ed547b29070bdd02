package org.gridauthz.testkit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** H2 in memory. The mode and the lower-case names are those of the embedded database that {@code ./run} starts. */
final class H2Engine implements DatabaseEngine {
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    public String create() {
        return "test" + NEXT.incrementAndGet();
    }

    @Override
    public String url(String database) {
        return "jdbc:h2:mem:" + database
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;USER=sa";
    }

    @Override
    public void drop(String database) {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not shut down", e);
        }
    }
}
