package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class RefreshMySqlTest extends RefreshContract {
    RefreshMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
