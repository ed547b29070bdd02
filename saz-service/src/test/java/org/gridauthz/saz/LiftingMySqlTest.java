package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class LiftingMySqlTest extends LiftingContract {
    LiftingMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
