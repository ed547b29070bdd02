package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class ReloadingGroupReplicationTest extends ReloadingContract {
    ReloadingGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
