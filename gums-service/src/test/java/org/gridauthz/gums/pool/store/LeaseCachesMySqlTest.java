package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class LeaseCachesMySqlTest extends LeaseCachesContract {
    LeaseCachesMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
