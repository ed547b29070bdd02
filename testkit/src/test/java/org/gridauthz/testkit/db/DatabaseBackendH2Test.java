package org.gridauthz.testkit.db;

class DatabaseBackendH2Test extends DatabaseBackendContract {
    DatabaseBackendH2Test() {
        super(DatabaseBackend.h2());
    }
}
