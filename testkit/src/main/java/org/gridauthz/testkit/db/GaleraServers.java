package org.gridauthz.testkit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gridauthz.testkit.FreePort;

/** Members of a MariaDB Galera cluster. */
final class GaleraServers extends ClusterServers {
    /** A dead member is given up within two seconds, not the six of Galera's defaults. */
    private static final String QUICK = "gcache.size=32M;evs.keepalive_period=PT0.3S;evs.suspect_timeout=PT1S;"
            + "evs.inactive_timeout=PT2S;evs.install_timeout=PT2S;evs.inactive_check_period=PT0.3S";

    private GaleraServers(List<MySqlProcess> processes) {
        super(processes);
    }

    static GaleraServers make(MariaPrograms programs, int members) throws IOException {
        List<String> places = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            places.add("127.0.0.1:" + FreePort.take());
        }
        String cluster = "gcomm://" + places.stream().collect(Collectors.joining(","));
        List<MySqlProcess> processes = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            Path data = Files.createTempDirectory(programs.runs(), "galera");
            programs.initialise(data);
            int port = FreePort.take();
            List<String> command = new ArrayList<>(programs.mariadbd(data));
            command.addAll(MySqlProcess.listening(data, port));
            command.addAll(List.of(
                    "--server-id=" + (member + 1),
                    "--binlog-format=ROW",
                    "--innodb-autoinc-lock-mode=2",
                    "--innodb-flush-log-at-trx-commit=2", // survives SIGKILL, not a power cut
                    "--innodb-doublewrite=OFF",
                    "--wsrep-on=ON",
                    "--wsrep-provider=" + programs.provider(),
                    "--wsrep-cluster-name=test",
                    "--wsrep-cluster-address=" + cluster,
                    "--wsrep-node-name=n" + member,
                    "--wsrep-node-address=" + places.get(member),
                    "--wsrep-sst-method=rsync",
                    "--wsrep-sst-receive-address=127.0.0.1:" + FreePort.take(),
                    "--wsrep-provider-options=gmcast.listen_addr=tcp://" + places.get(member)
                            + ";ist.recv_addr=127.0.0.1:" + FreePort.take() + ";" + QUICK));
            processes.add(new MySqlProcess(data, port, command, Map.of("PATH", programs.path())));
        }
        return new GaleraServers(processes);
    }

    @Override
    void startAll(DatabaseCluster cluster) {
        process(0).start("--wsrep-new-cluster");
        awaitAnswer(cluster, 0);
        cluster.await(0, 1);
        for (int member = 1; member < cluster.members(); member++) {
            process(member).start();
        }
    }

    @Override
    void startAgain(DatabaseCluster cluster, int member) {
        process(member).start();
    }
}
