package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class BanBookGroupReplicationTest extends BanBookContract {
    BanBookGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
