package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class BanBatchGaleraTest extends BanBatchContract {
    BanBatchGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
