package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class StayingMySqlTest extends StayingContract {
    StayingMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
