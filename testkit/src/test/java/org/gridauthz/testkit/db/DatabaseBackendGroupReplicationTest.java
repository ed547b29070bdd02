package org.gridauthz.testkit.db;

import org.junit.jupiter.api.Tag;

@Tag("cluster")
class DatabaseBackendGroupReplicationTest extends DatabaseBackendContract {
    DatabaseBackendGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
