package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class BroughtAlongMySqlTest extends BroughtAlongContract {
    BroughtAlongMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
