package org.gridauthz.testkit.db;

import org.junit.jupiter.api.Tag;

@Tag("mysql")
class DatabaseBackendMySqlTest extends DatabaseBackendContract {
    DatabaseBackendMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
