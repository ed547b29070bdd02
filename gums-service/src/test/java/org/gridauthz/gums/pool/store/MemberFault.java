package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.testkit.db.CuttableLink;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What happens to a member of the database, or to the way there of the instance beside it. */
enum MemberFault {
    KILLED {
        @Override
        void begin(DatabaseCluster group, List<CuttableLink> links, int member) {
            group.kill(member);
        }

        @Override
        void end(DatabaseCluster group, List<CuttableLink> links, int member) {
            group.startAgain(member);
        }
    },
    /** As good as cut off: the others throw it out, and it learns so when it goes on. */
    FROZEN {
        @Override
        void begin(DatabaseCluster group, List<CuttableLink> links, int member) {
            group.freeze(member);
        }

        @Override
        void end(DatabaseCluster group, List<CuttableLink> links, int member) {
            group.thaw(member);
            rejoin(group, member);
        }
    },
    /** Connections stay and every write is refused. */
    LEFT {
        @Override
        void begin(DatabaseCluster group, List<CuttableLink> links, int member) {
            group.execute(member, "STOP GROUP_REPLICATION");
        }

        @Override
        void end(DatabaseCluster group, List<CuttableLink> links, int member) {
            rejoin(group, member);
        }
    },
    CONNECTIONS_KILLED {
        @Override
        void begin(DatabaseCluster group, List<CuttableLink> links, int member) {
            JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(group.url("", member)));
            for (long id : jdbc.sql("SELECT id FROM information_schema.processlist WHERE user = 'root'"
                            + " AND id <> CONNECTION_ID()")
                    .query(Long.class)
                    .list()) {
                try {
                    jdbc.sql("KILL " + id).update();
                } catch (DataAccessException gone) {
                    // it went by itself
                }
            }
        }

        @Override
        void end(DatabaseCluster group, List<CuttableLink> links, int member) {}
    },
    /** What an instance sends to its member is lost, or arrives when nobody waits for an answer any more. */
    LINK_CUT {
        @Override
        void begin(DatabaseCluster group, List<CuttableLink> links, int member) {
            links.get(member).cut();
        }

        @Override
        void end(DatabaseCluster group, List<CuttableLink> links, int member) {
            links.get(member).mend();
        }
    };

    abstract void begin(DatabaseCluster group, List<CuttableLink> links, int member);

    abstract void end(DatabaseCluster group, List<CuttableLink> links, int member);

    private static void rejoin(DatabaseCluster group, int member) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (group.online(member) != DatabaseCluster.MEMBERS) {
            try {
                group.execute(
                        member, "STOP GROUP_REPLICATION", "START GROUP_REPLICATION", "SET GLOBAL offline_mode = OFF");
            } catch (IllegalStateException stillGoing) {
                assertThat(System.nanoTime()).as("%s", stillGoing.getMessage()).isLessThan(end);
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
