package org.gridauthz.testkit.db;

import java.util.List;
import org.gridauthz.changes.store.SynchronousRead;

/** The clusters that GridAuthz runs on, and in what they differ for a test. */
public enum ClusterKind {
    /** MySQL Group Replication, multi-primary. */
    GROUP_REPLICATION(
            "GRIDAUTHZ_TEST_GROUP_URLS",
            SynchronousRead.GROUP_REPLICATION,
            "group_replication_consistency=%27BEFORE%27",
            "SELECT COUNT(*) FROM performance_schema.replication_group_members WHERE member_state = 'ONLINE'"),
    /** MariaDB Galera. */
    GALERA(
            "GRIDAUTHZ_TEST_GALERA_URLS",
            SynchronousRead.GALERA,
            "wsrep_sync_wait=15",
            "SELECT MAX(CASE WHEN variable_name = 'wsrep_cluster_size' THEN variable_value END)"
                    + " * MAX(CASE WHEN variable_name = 'wsrep_ready' THEN variable_value = 'ON' END)"
                    + " * MAX(CASE WHEN variable_name = 'wsrep_local_state_comment' THEN variable_value = 'Synced' END)"
                    + " FROM information_schema.global_status");

    private final String environment;
    private final SynchronousRead synchronousRead;
    private final String waiting;
    private final String online;

    ClusterKind(String environment, SynchronousRead synchronousRead, String waiting, String online) {
        this.environment = environment;
        this.synchronousRead = synchronousRead;
        this.waiting = waiting;
        this.online = online;
    }

    /** The URLs of a running cluster's members, named in the environment apart by spaces; empty when none is. */
    List<String> named() {
        String urls = System.getenv(environment);
        return urls == null || urls.isBlank() ? List.of() : List.of(urls.trim().split("\\s+"));
    }

    SynchronousRead synchronousRead() {
        return synchronousRead;
    }

    /** What a session is told, in a URL, so that it sees all that was written before through any member. */
    String waiting() {
        return waiting;
    }

    /** How many members a member sees that work, itself among them; 0 when it does not. */
    String online() {
        return online;
    }
}
