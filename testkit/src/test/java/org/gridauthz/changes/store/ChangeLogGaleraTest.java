package org.gridauthz.changes.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class ChangeLogGaleraTest extends ChangeLogContract {
    ChangeLogGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
