package org.gridauthz.changes.store;

import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class ReadOnlyMemberGroupReplicationTest extends ReadOnlyMemberContract {
    ReadOnlyMemberGroupReplicationTest() {
        super(DatabaseBackend.groupReplication(), DatabaseCluster.groupReplication());
    }

    static Stream<Refusing> ways() {
        return Stream.of(
                new Refusing(
                        "made read-only by hand",
                        true,
                        List.of("SET GLOBAL super_read_only = 1"),
                        List.of("SET GLOBAL super_read_only = 0", "SET GLOBAL read_only = 0")),
                new Refusing(
                        "outside its group",
                        true,
                        List.of("STOP GROUP_REPLICATION"),
                        List.of("START GROUP_REPLICATION")));
    }
}
