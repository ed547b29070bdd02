package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class VoMySqlTest extends VoContract {
    VoMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
