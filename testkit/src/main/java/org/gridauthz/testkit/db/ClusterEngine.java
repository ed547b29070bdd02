package org.gridauthz.testkit.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.gridauthz.changes.store.SynchronousRead;

/**
 * Databases on a cluster. Making all tables there takes seconds, every one being agreed on by all members, so a test's database is emptied and given
 * to the next one. A test that changes tables wants a cluster of its own.
 */
final class ClusterEngine implements DatabaseEngine {
    private static final Map<DatabaseCluster, Deque<String>> IDLE = new ConcurrentHashMap<>();

    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Supplier<DatabaseCluster> cluster;

    /** @param cluster asked at first use, so that merely naming an engine starts nothing */
    ClusterEngine(Supplier<DatabaseCluster> cluster) {
        this.cluster = cluster;
    }

    @Override
    public String create() {
        String kept = idle().poll();
        if (kept != null) {
            return kept;
        }
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        } catch (SQLException e) {
            throw new IllegalStateException("the cluster makes no database for the test: " + e.getMessage(), e);
        }
        return database;
    }

    @Override
    public void migrated(String database) {
        if (OURS.isEmpty()) {
            try (Connection connection = DriverManager.getConnection(url(database, 0));
                    Statement statement = connection.createStatement()) {
                OURS.addAll(tables(statement));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public int members() {
        return cluster.get().members();
    }

    @Override
    public String url(String database) {
        return url(database, 0);
    }

    @Override
    public String url(String database, int member) {
        return cluster.get().url(database, member) + "&sessionVariables="
                + cluster.get().kind().waiting();
    }

    @Override
    public String plainUrl(String database, int member) {
        return cluster.get().url(database, member).replace("socketTimeout=30000", "socketTimeout=5000");
    }

    @Override
    public String nearestFirst(String database, int member) {
        return cluster.get().nearestFirst(database, member);
    }

    @Override
    public SynchronousRead synchronousRead() {
        return cluster.get().kind().synchronousRead();
    }

    @Override
    @SuppressWarnings("EmptyCatch") // a fault test may leave its cluster dead, and its folders go with it
    public void drop(String database) {
        try {
            empty(database);
            idle().add(database);
        } catch (SQLException e) {
            // see above
        }
    }

    private Deque<String> idle() {
        return IDLE.computeIfAbsent(cluster.get(), none -> new ConcurrentLinkedDeque<>());
    }

    /** As after its migrations: no row but the head's, of a new generation. */
    private void empty(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database, 0));
                Statement statement = connection.createStatement()) {
            List<String> found = tables(statement);
            if (!found.containsAll(OURS)) {
                statement.execute("DROP DATABASE " + database); // a test that looks at what happens without a table
                throw new SQLException("gone");
            }
            for (String table : found) {
                if (!OURS.contains(table)) {
                    statement.execute("DROP TABLE " + table); // the test's own
                    continue;
                }
                try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
                    if (!row.next()) {
                        continue;
                    }
                }
                statement.execute("DELETE FROM " + table);
            }
            statement.execute("INSERT INTO change_head (one, generation, seq) VALUES (1, '"
                    + UUID.randomUUID().toString().replace("-", "") + "', 0)");
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("", 0));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
