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
            rejoin(group);
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
            rejoin(group);
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

    /**
     * Until all work together. Whoever is out of the group is told to join, not only the harmed one: the others may have thrown one more out. One that is in and
     * misses another is left in peace, since that other one needs it to come back.
     */
    private static void rejoin(DatabaseCluster group) {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        String refused = "";
        boolean whole = false;
        while (!whole) {
            assertThat(System.nanoTime())
                    .as("the group is not whole again; a member said last: %s", refused)
                    .isLessThan(end);
            whole = true;
            for (int member = 0; member < group.members(); member++) {
                int seen = group.online(member);
                whole &= seen == group.members();
                if (seen == 0) {
                    try {
                        group.execute(
                                member,
                                "STOP GROUP_REPLICATION",
                                "START GROUP_REPLICATION",
                                "SET GLOBAL offline_mode = OFF");
                    } catch (IllegalStateException stillGoing) {
                        refused = stillGoing.getMessage();
                    }
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
