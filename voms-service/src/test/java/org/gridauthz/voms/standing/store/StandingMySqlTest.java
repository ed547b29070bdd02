package org.gridauthz.voms.standing.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class StandingMySqlTest extends StandingContract {
    StandingMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
