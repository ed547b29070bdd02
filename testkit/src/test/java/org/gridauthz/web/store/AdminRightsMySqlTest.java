package org.gridauthz.web.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class AdminRightsMySqlTest extends AdminRightsContract {
    AdminRightsMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
