package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class ReloadingMySqlTest extends ReloadingContract {
    ReloadingMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
