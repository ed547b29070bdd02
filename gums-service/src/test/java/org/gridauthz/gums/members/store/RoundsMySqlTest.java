package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class RoundsMySqlTest extends RoundsContract {
    RoundsMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
