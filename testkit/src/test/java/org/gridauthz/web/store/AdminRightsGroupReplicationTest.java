package org.gridauthz.web.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class AdminRightsGroupReplicationTest extends AdminRightsContract {
    AdminRightsGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
