package org.gridauthz.testkit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Supplier;

/** Databases on a MySQL server: random names, so that several JVMs may share one server. */
final class MySqlEngine implements DatabaseEngine {
    private final Supplier<MySqlServer> server;

    /** @param server asked at first use, so that merely naming an engine starts nothing */
    MySqlEngine(Supplier<MySqlServer> server) {
        this.server = server;
    }

    static MySqlEngine shared() {
        return new MySqlEngine(MySqlServer::shared);
    }

    @Override
    public String create() {
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL makes no database for the test: " + e.getMessage(), e);
        }
        return database;
    }

    @Override
    public String url(String database) {
        return server.get().url(database);
    }

    @Override
    @SuppressWarnings("EmptyCatch") // a fault test may leave its server dead, and its folder goes with it
    public void drop(String database) {
        try {
            execute("DROP DATABASE " + database);
        } catch (SQLException e) {
            // see above
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.get().url(""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
