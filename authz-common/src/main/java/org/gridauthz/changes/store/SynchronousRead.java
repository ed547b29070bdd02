package org.gridauthz.changes.store;

/** How a read is made to include every write acknowledged before it, on whatever member it runs. */
public enum SynchronousRead {
    /** One server, or H2: every read is. */
    SINGLE_SERVER("", ""),
    /** MySQL Group Replication: the transaction waits until all that was ordered before it is applied here. */
    GROUP_REPLICATION(
            "SET SESSION group_replication_consistency = 'BEFORE'",
            "SET SESSION group_replication_consistency = 'EVENTUAL'"),
    /** Galera: a causality check before each read. */
    GALERA("SET SESSION wsrep_sync_wait = 1", "SET SESSION wsrep_sync_wait = 0");

    private final String before;
    private final String after;

    SynchronousRead(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** Runs as the first statement of a connection's transaction; empty for none. It opens no snapshot by itself. */
    String before() {
        return before;
    }

    String after() {
        return after;
    }
}
