package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What docs/cluster.md has an operator do by hand when no member is left that others could join. */
final class Repair {
    private Repair() {}

    /** Begins the group anew from the member that has everything, and has the others join; says what was done, or nothing if a group is there. */
    static String bootstrap(Grounds grounds) throws IOException {
        String best = "";
        String most = "";
        for (String host : Grounds.MEMBERS) {
            if (grounds.sql(
                            host,
                            "SELECT COUNT(*) FROM performance_schema.replication_group_members WHERE member_state ="
                                    + " 'ONLINE'")
                    .strip()
                    .equals("0")) {
                String has = grounds.sql(host, "SELECT @@GLOBAL.gtid_executed").replace("\n", "");
                if (best.isEmpty()
                        || grounds.sql(host, "SELECT GTID_SUBSET('" + most + "', '" + has + "')")
                                .strip()
                                .equals("1")) {
                    best = host;
                    most = has;
                }
            } else {
                best = "";
                break;
            }
        }
        if (best.isEmpty()) {
            List<String> told = rejoin(grounds, Grounds.MEMBERS);
            return told.isEmpty() ? "" : "told to join: " + String.join(", ", told);
        }
        grounds.sql(
                best,
                "STOP GROUP_REPLICATION; SET GLOBAL group_replication_bootstrap_group = ON; START GROUP_REPLICATION;"
                        + " SET GLOBAL group_replication_bootstrap_group = OFF; SET GLOBAL offline_mode = OFF");
        String first = best;
        rejoin(
                grounds,
                Grounds.MEMBERS.stream().filter(host -> !host.equals(first)).toList());
        return "no member was left: the group was begun anew from " + best;
    }

    private static List<String> rejoin(Grounds grounds, List<String> hosts) throws IOException {
        List<String> told = new ArrayList<>();
        for (String host : hosts) {
            String state = grounds.sql(
                            host,
                            "SELECT member_state FROM performance_schema.replication_group_members"
                                    + " WHERE member_id = @@server_uuid")
                    .strip();
            if (!state.equals("ONLINE") && !state.equals("RECOVERING")) {
                grounds.sql(host, "STOP GROUP_REPLICATION; START GROUP_REPLICATION; SET GLOBAL offline_mode = OFF");
                told.add(host);
            }
        }
        return told;
    }
}
