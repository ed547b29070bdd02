package org.gridauthz.voms.standing.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class StandingGroupReplicationTest extends StandingContract {
    StandingGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
