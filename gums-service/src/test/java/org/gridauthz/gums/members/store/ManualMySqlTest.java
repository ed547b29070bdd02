package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class ManualMySqlTest extends ManualContract {
    ManualMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
