package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class RefreshGroupReplicationTest extends RefreshContract {
    RefreshGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
