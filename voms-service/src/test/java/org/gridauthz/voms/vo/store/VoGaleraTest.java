package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class VoGaleraTest extends VoContract {
    VoGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
