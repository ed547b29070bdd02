package org.gridauthz.changes.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class ChangeLogMySqlTest extends ChangeLogContract {
    ChangeLogMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
