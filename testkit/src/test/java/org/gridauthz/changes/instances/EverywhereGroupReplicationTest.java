package org.gridauthz.changes.instances;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class EverywhereGroupReplicationTest extends EverywhereContract {
    EverywhereGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
