package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class FollowerMySqlTest extends FollowerContract {
    FollowerMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
