package org.gridauthz.testkit.db;

import org.junit.jupiter.api.Tag;

@Tag("cluster")
class DatabaseBackendGaleraTest extends DatabaseBackendContract {
    DatabaseBackendGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
