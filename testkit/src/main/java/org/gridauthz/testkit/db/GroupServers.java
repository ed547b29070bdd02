package org.gridauthz.testkit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gridauthz.testkit.FreePort;

/** Members of a MySQL Group Replication group in which every member takes writes. */
final class GroupServers extends ClusterServers {
    private GroupServers(List<MySqlProcess> processes) {
        super(processes);
    }

    static GroupServers make(MySqlPrograms programs, int members) throws IOException {
        List<Integer> groupPorts = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            groupPorts.add(FreePort.take());
        }
        String seeds = groupPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        String group = UUID.randomUUID().toString();
        List<MySqlProcess> processes = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            Path data = Files.createTempDirectory(programs.runs(), "group");
            programs.initialise(data);
            int port = FreePort.take();
            List<String> command = new ArrayList<>(programs.mysqld(data));
            command.addAll(MySqlProcess.listening(data, port));
            command.addAll(options(member, port));
            command.addAll(List.of(
                    "--loose-group-replication-group-name=" + group,
                    "--loose-group-replication-local-address=127.0.0.1:" + groupPorts.get(member),
                    "--loose-group-replication-group-seeds=" + seeds));
            processes.add(new MySqlProcess(data, port, command, Map.of()));
        }
        return new GroupServers(processes);
    }

    private static List<String> options(int member, int port) {
        return List.of(
                "--server-id=" + (member + 1),
                "--report-host=127.0.0.1",
                "--report-port=" + port,
                "--mysqlx=OFF",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--log-bin=binlog",
                "--relay-log=relay",
                "--sync-binlog=0", // as below: survives SIGKILL
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-doublewrite=OFF",
                "--innodb-buffer-pool-size=64M",
                "--table-open-cache=400",
                "--table-definition-cache=400",
                "--performance-schema-max-table-instances=500",
                "--performance-schema-max-table-handles=500",
                "--plugin-load-add=group_replication.so",
                "--plugin-load-add=mysql_clone.so",
                "--loose-group-replication-start-on-boot=OFF",
                "--loose-group-replication-bootstrap-group=OFF",
                "--loose-group-replication-single-primary-mode=OFF",
                "--loose-group-replication-enforce-update-everywhere-checks=ON",
                "--loose-group-replication-recovery-get-public-key=ON",
                "--loose-group-replication-ip-allowlist=127.0.0.0/8",
                "--loose-group-replication-member-expel-timeout=0",
                "--loose-group-replication-unreachable-majority-timeout=5",
                "--loose-group-replication-autorejoin-tries=20",
                "--loose-group-replication-exit-state-action=OFFLINE_MODE");
    }

    @Override
    void startAll(DatabaseCluster cluster) {
        processes().forEach(MySqlProcess::start);
        for (int member = 0; member < cluster.members(); member++) {
            awaitAnswer(cluster, member);
            cluster.execute(
                    member,
                    "SET SQL_LOG_BIN = 0",
                    "CREATE USER recovery@'%' IDENTIFIED BY 'recovery'",
                    "GRANT REPLICATION SLAVE, BACKUP_ADMIN, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO"
                            + " recovery@'%'",
                    "SET SQL_LOG_BIN = 1",
                    "CHANGE REPLICATION SOURCE TO SOURCE_USER = 'recovery', SOURCE_PASSWORD = 'recovery'"
                            + " FOR CHANNEL 'group_replication_recovery'");
        }
        cluster.execute(
                0,
                "SET GLOBAL group_replication_bootstrap_group = ON",
                "START GROUP_REPLICATION",
                "SET GLOBAL group_replication_bootstrap_group = OFF");
        for (int member = 1; member < cluster.members(); member++) {
            cluster.execute(member, "START GROUP_REPLICATION");
        }
    }

    /** The group must have expelled the member's former self before it lets it in again. */
    @Override
    void startAgain(DatabaseCluster cluster, int member) {
        process(member).start();
        awaitAnswer(cluster, member);
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try {
                cluster.execute(member, "START GROUP_REPLICATION");
                return;
            } catch (IllegalStateException refused) {
                if (System.nanoTime() > end || !process(member).awaitStillRunning(500)) {
                    throw refused;
                }
            }
        }
    }
}
