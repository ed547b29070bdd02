package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class VoKeepingGaleraTest extends VoKeepingContract {
    VoKeepingGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
