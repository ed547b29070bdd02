package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class WrittenByTheReleaseBeforeMySqlTest extends WrittenByTheReleaseBeforeContract {
    WrittenByTheReleaseBeforeMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
