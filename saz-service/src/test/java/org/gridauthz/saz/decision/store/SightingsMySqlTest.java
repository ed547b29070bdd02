package org.gridauthz.saz.decision.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class SightingsMySqlTest extends SightingsContract {
    SightingsMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
