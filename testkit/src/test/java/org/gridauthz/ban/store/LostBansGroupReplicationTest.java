package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class LostBansGroupReplicationTest extends LostBansContract {
    LostBansGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
