package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class VoKeepingMySqlTest extends VoKeepingContract {
    VoKeepingMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
