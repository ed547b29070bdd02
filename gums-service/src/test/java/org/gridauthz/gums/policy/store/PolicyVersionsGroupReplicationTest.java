package org.gridauthz.gums.policy.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class PolicyVersionsGroupReplicationTest extends PolicyVersionsContract {
    PolicyVersionsGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
