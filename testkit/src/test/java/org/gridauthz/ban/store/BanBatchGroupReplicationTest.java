package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class BanBatchGroupReplicationTest extends BanBatchContract {
    BanBatchGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
