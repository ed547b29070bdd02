package org.gridauthz.voms.vo.exchange;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class VomsAdminMySqlTest extends VomsAdminContract {
    VomsAdminMySqlTest() {
        super(DatabaseBackend.mysql(), DatabaseBackend.mysql());
    }
}
