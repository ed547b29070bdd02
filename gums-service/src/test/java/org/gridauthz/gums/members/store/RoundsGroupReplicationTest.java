package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class RoundsGroupReplicationTest extends RoundsContract {
    RoundsGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
