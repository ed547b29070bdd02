package org.gridauthz.changes.store;

/** How a read is made to include every write acknowledged before it, on whatever member it runs. */
public enum SynchronousRead {
    /** One server, or H2: every read is. */
    SINGLE_SERVER("", "", "", ""),
    /**
     * MySQL Group Replication: the transaction waits until all that was ordered before it is applied here. A server that has left its group waits for
     * nothing and answers at once, so it is also asked whether it is a member; its refusal is an error of the server, on which drivers fail over.
     */
    GROUP_REPLICATION(
            "SELECT CASE WHEN m.n = 1 THEN 1 ELSE (SELECT 1 FROM information_schema.character_sets LIMIT 2) END FROM"
                    + " (SELECT COUNT(*) AS n FROM performance_schema.replication_group_members"
                    + " WHERE member_id = @@server_uuid AND member_state = 'ONLINE') m",
            "SELECT CASE WHEN m.n = 1 AND @@GLOBAL.super_read_only = 0 AND @@GLOBAL.read_only = 0 THEN 1"
                    + " ELSE (SELECT 1 FROM information_schema.character_sets LIMIT 2) END FROM"
                    + " (SELECT COUNT(*) AS n FROM performance_schema.replication_group_members"
                    + " WHERE member_id = @@server_uuid AND member_state = 'ONLINE') m",
            "SET SESSION group_replication_consistency = 'BEFORE'",
            "SET SESSION group_replication_consistency = DEFAULT"),
    /**
     * Galera: a causality check before each read. A server that has left its primary component refuses every read by itself, unless it is set to answer dirty
     * ones: then it answers at once also those that should wait. So the session asks for none.
     */
    GALERA(
            "",
            "SELECT CASE WHEN @@GLOBAL.read_only = 0 AND (SELECT variable_value FROM information_schema.global_status"
                    + " WHERE variable_name = 'wsrep_ready') = 'ON' THEN 1 ELSE (SELECT 1 FROM"
                    + " information_schema.character_sets LIMIT 2) END",
            "SET SESSION wsrep_sync_wait = 1, wsrep_dirty_reads = OFF",
            "SET SESSION wsrep_sync_wait = DEFAULT, wsrep_dirty_reads = DEFAULT");

    private final String member;
    private final String writable;
    private final String before;
    private final String after;

    SynchronousRead(String member, String writable, String before, String after) {
        this.member = member;
        this.writable = writable;
        this.before = before;
        this.after = after;
    }

    /** A query that the server refuses when it is no member in good standing; empty where that goes without asking. It opens no snapshot. */
    String member() {
        return member;
    }

    /**
     * A query that the server refuses unless it takes writes: some accept connections, answer reads and refuse every write (a member that recovers, was
     * thrown out, or that a full disk or somebody's hand made read-only). Its refusal has SQL state 21000, on which drivers go to another member. For a pool's
     * test of connections that were idle; empty where there is no other member to go to.
     */
    public String writable() {
        return writable;
    }

    /** Runs as the first statement of a connection's transaction; empty for none. It opens no snapshot by itself. */
    String before() {
        return before;
    }

    /** Gives the session back what the site has set for all. */
    String after() {
        return after;
    }
}
