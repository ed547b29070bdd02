package org.gridauthz.loadtest.consistency;

import java.util.List;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.testkit.db.ClusterKind;

/** A cluster, and what a session can be told there about reads and writes; the first is what all others are compared with. */
enum Engine {
    /** BEFORE_ON_PRIMARY_FAILOVER waits where a new primary has a backlog; with every member a primary it should cost nothing. */
    GROUP(
            ClusterKind.GROUP_REPLICATION,
            SynchronousRead.GROUP_REPLICATION,
            List.of(
                    new Setting("EVENTUAL", "group_replication_consistency=%27EVENTUAL%27", false),
                    new Setting(
                            "BEFORE_ON_PRIMARY_FAILOVER",
                            "group_replication_consistency=%27BEFORE_ON_PRIMARY_FAILOVER%27",
                            false),
                    new Setting("BEFORE", "group_replication_consistency=%27BEFORE%27", true),
                    new Setting("AFTER", "group_replication_consistency=%27AFTER%27", true),
                    new Setting("BEFORE_AND_AFTER", "group_replication_consistency=%27BEFORE_AND_AFTER%27", true))),
    /** The bits: 1 reads, 2 updates and deletes, 4 inserts and replaces. */
    GALERA(
            ClusterKind.GALERA,
            SynchronousRead.GALERA,
            List.of(
                    new Setting("wsrep_sync_wait=0", "wsrep_sync_wait=0", false),
                    new Setting("wsrep_sync_wait=1", "wsrep_sync_wait=1", true),
                    new Setting("wsrep_sync_wait=3", "wsrep_sync_wait=3", true),
                    new Setting("wsrep_sync_wait=7", "wsrep_sync_wait=7", true)));

    final ClusterKind kind;
    final SynchronousRead synchronousRead;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    final List<Setting> settings;

    Engine(ClusterKind kind, SynchronousRead synchronousRead, List<Setting> settings) {
        this.kind = kind;
        this.synchronousRead = synchronousRead;
        this.settings = settings;
    }

    /**
     * What a session is told.
     *
     * @param name as the engine's manual has it
     * @param variable for a URL
     * @param promises whether a read that comes after a write's acknowledgement must see it, at whatever member
     */
    record Setting(String name, String variable, boolean promises) {}
}
