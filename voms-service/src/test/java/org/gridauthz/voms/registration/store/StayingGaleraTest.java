package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class StayingGaleraTest extends StayingContract {
    StayingGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
