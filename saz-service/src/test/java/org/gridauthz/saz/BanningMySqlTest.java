package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class BanningMySqlTest extends BanningContract {
    BanningMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
