package org.gridauthz.gums.policy.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class PolicyVersionsMySqlTest extends PolicyVersionsContract {
    PolicyVersionsMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
