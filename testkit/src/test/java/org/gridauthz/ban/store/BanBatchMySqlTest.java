package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class BanBatchMySqlTest extends BanBatchContract {
    BanBatchMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
