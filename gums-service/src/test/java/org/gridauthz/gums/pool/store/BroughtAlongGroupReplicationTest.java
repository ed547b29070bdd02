package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class BroughtAlongGroupReplicationTest extends BroughtAlongContract {
    BroughtAlongGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
