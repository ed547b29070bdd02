package org.gridauthz.testkit.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of a cluster, and how they come together. */
abstract class ClusterServers {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final List<MySqlProcess> processes;

    ClusterServers(List<MySqlProcess> processes) {
        this.processes = List.copyOf(processes);
    }

    abstract void startAll(DatabaseCluster cluster);

    abstract void startAgain(DatabaseCluster cluster, int member);

    MySqlProcess process(int member) {
        return processes.get(member);
    }

    List<MySqlProcess> processes() {
        return processes;
    }

    List<String> urls() {
        return processes.stream()
                .map(process -> "jdbc:mysql://127.0.0.1:" + process.port()
                        + "/?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true")
                .toList();
    }

    /** Waits until a server answers, whether or not it is one of the cluster yet. */
    void awaitAnswer(DatabaseCluster cluster, int member) {
        long end = System.nanoTime() + PATIENCE;
        while (!answers(cluster.url("", member))) {
            if (System.nanoTime() > end || !process(member).awaitStillRunning(100)) {
                throw new IllegalStateException("member " + member + " does not come up;"
                        + process(member).endOfLog());
            }
        }
    }

    private static boolean answers(String url) {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    void close() {
        for (MySqlProcess process : processes) {
            process.kill();
            process.removeData();
        }
    }
}
