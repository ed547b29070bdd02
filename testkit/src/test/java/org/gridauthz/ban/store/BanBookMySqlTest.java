package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class BanBookMySqlTest extends BanBookContract {
    BanBookMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
