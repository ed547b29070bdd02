package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class LookingBackMySqlTest extends LookingBackContract {
    LookingBackMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
